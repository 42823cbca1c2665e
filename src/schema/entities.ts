import { defineTable } from './column.ts';

const id = (doc: string) => ({ type: 'int32', knownAt: 'request', doc }) as const;

export const customers = defineTable({
  name: 'customers',
  path: 'customers',
  partition: 'none',
  doc: 'A customer of a bank of the country: a person or a business.',
  columns: {
    customer_id: id('Row number from 0.'),
    customer_type: { type: 'text', knownAt: 'request', doc: '`person` or `business`.' },
    name: { type: 'text', nullable: true, knownAt: 'request', doc: 'Invented name; null when names are switched off.' },
    persona: {
      type: 'text',
      knownAt: 'request',
      doc: 'Way of life that the customer declared on opening the account.',
    },
    birth_date: { type: 'date', nullable: true, knownAt: 'request', doc: 'Date of birth; null for businesses.' },
    income_monthly: {
      type: 'money',
      nullable: true,
      knownAt: 'request',
      doc: 'Declared net income or turnover a month.',
    },
    household_id: { type: 'int32', nullable: true, knownAt: 'request', doc: 'Household; null for businesses.' },
    city: { type: 'text', knownAt: 'request', doc: 'City of the address when the log starts.' },
    region: { type: 'text', knownAt: 'request', doc: 'Region of that city.' },
    latitude: { type: 'float32', knownAt: 'request', doc: 'Address, degrees north.' },
    longitude: { type: 'float32', knownAt: 'request', doc: 'Address, degrees east.' },
    employer_id: {
      type: 'int32',
      nullable: true,
      knownAt: 'request',
      doc: 'customer_id of the employer, where it is a customer.',
    },
    customer_since: { type: 'date', knownAt: 'request', doc: 'First account opened.' },
    kyc_risk: { type: 'text', knownAt: 'request', doc: 'Risk class that the bank assigned: low, medium, high.' },
  },
});

export const accounts = defineTable({
  name: 'accounts',
  path: 'accounts',
  partition: 'none',
  doc: 'An account in the ledger, external ones included.',
  columns: {
    account_id: id('Row number from 0.'),
    customer_id: {
      type: 'int32',
      nullable: true,
      knownAt: 'request',
      doc: 'Owner; null for institutions and externals.',
    },
    merchant_id: { type: 'int32', nullable: true, knownAt: 'request', doc: 'Merchant, for acquiring accounts.' },
    account_type: {
      type: 'text',
      knownAt: 'request',
      doc: 'current, savings, credit_card, business, acquiring, external, cash, source.',
    },
    bank: { type: 'text', knownAt: 'request', doc: 'Bank that keeps the account.' },
    opened: { type: 'date', knownAt: 'request', doc: 'Date of opening.' },
    closed: { type: 'date', nullable: true, knownAt: 'truth', doc: 'Date of closing.' },
    currency: { type: 'text', knownAt: 'request', doc: 'ISO 4217.' },
    credit_limit: { type: 'money', knownAt: 'request', doc: 'Overdraft or credit line when the log starts.' },
    opening_balance: { type: 'money', knownAt: 'request', doc: 'Balance when the log starts (0 if opened later).' },
    closing_balance: { type: 'money', knownAt: 'truth', doc: 'Balance when the log ends.' },
  },
});

export const cards = defineTable({
  name: 'cards',
  path: 'cards',
  partition: 'none',
  doc: 'A payment card.',
  columns: {
    card_id: id('Identifies the card; a replacement has another one.'),
    account_id: id('Account that the card draws on.'),
    customer_id: id('Holder.'),
    card_type: { type: 'text', knownAt: 'request', doc: 'debit or credit.' },
    issued: { type: 'date', knownAt: 'request', doc: 'Date of issue.' },
    expires: { type: 'date', knownAt: 'request', doc: 'Last day of validity.' },
    replaces_card_id: { type: 'int32', nullable: true, knownAt: 'request', doc: 'Card that this one replaced.' },
    blocked_time: { type: 'timestamp', nullable: true, knownAt: 'truth', doc: 'When the card was blocked, if it was.' },
  },
});

export const merchants = defineTable({
  name: 'merchants',
  path: 'merchants',
  partition: 'none',
  doc: 'A merchant that takes cards.',
  columns: {
    merchant_id: id('Row number from 0.'),
    customer_id: { type: 'int32', nullable: true, knownAt: 'request', doc: 'Business that runs it; null abroad.' },
    descriptor: {
      type: 'text',
      nullable: true,
      knownAt: 'request',
      doc: 'What card statements show; null when names are switched off.',
    },
    category: { type: 'text', knownAt: 'request', doc: 'Category in plain words.' },
    mcc: { type: 'uint16', knownAt: 'request', doc: 'Merchant category code (ISO 18245).' },
    online: { type: 'boolean', knownAt: 'request', doc: 'Sells over the internet only.' },
    city: { type: 'text', nullable: true, knownAt: 'request', doc: 'City; null abroad.' },
    country: { type: 'text', knownAt: 'request', doc: 'Country.' },
    latitude: { type: 'float32', nullable: true, knownAt: 'request', doc: 'Degrees north.' },
    longitude: { type: 'float32', nullable: true, knownAt: 'request', doc: 'Degrees east.' },
    acquiring_account: id('Account that purchases credit.'),
    settlement_account: id('Account that daily settlements reach.'),
  },
});

export const terminals = defineTable({
  name: 'terminals',
  path: 'terminals',
  partition: 'none',
  doc: 'A payment terminal in a shop or a cash machine.',
  columns: {
    terminal_id: id('Row number from 0.'),
    merchant_id: { type: 'int32', nullable: true, knownAt: 'request', doc: 'Shop; null for cash machines.' },
    bank: { type: 'text', nullable: true, knownAt: 'request', doc: 'Operator, for cash machines.' },
    city: { type: 'text', nullable: true, knownAt: 'request', doc: 'City.' },
    latitude: { type: 'float32', nullable: true, knownAt: 'request', doc: 'Degrees north.' },
    longitude: { type: 'float32', nullable: true, knownAt: 'request', doc: 'Degrees east.' },
  },
});

export const devices = defineTable({
  name: 'devices',
  path: 'devices',
  partition: 'none',
  doc: 'A phone, tablet or computer as banks and shops fingerprint it.',
  columns: {
    device_id: id('Identifies the device; says nothing about its age or owner.'),
    device_type: { type: 'text', knownAt: 'request', doc: 'phone, tablet or computer.' },
    operating_system: { type: 'text', knownAt: 'request', doc: 'Family of the operating system.' },
    fingerprint: { type: 'text', knownAt: 'request', doc: 'Hash of what a browser or app reveals.' },
    first_seen: { type: 'date', knownAt: 'request', doc: 'First day any bank saw it.' },
  },
});

export const ips = defineTable({
  name: 'ips',
  path: 'ips',
  partition: 'none',
  doc: 'An IPv4 address seen in the log.',
  columns: {
    ip: { type: 'ip', knownAt: 'request', doc: 'The address as an integer.' },
    address: { type: 'text', knownAt: 'request', doc: 'The address in dotted form.' },
    network: { type: 'text', knownAt: 'request', doc: 'residential, mobile, office or hosting.' },
    city: { type: 'text', nullable: true, knownAt: 'request', doc: 'City by geolocation; null where unknown.' },
    country: { type: 'text', knownAt: 'request', doc: 'Country by geolocation.' },
  },
});

export const banks = defineTable({
  name: 'banks',
  path: 'banks',
  partition: 'none',
  doc: 'A bank, acquirer or other institution that keeps accounts.',
  columns: {
    bank: { type: 'text', knownAt: 'request', doc: 'Code used in the other tables.' },
    name: { type: 'text', knownAt: 'request', doc: 'Invented name.' },
    country: { type: 'text', knownAt: 'request', doc: 'Country.' },
    reporting: { type: 'boolean', knownAt: 'request', doc: 'Whether its balances are in the log.' },
    market_share: { type: 'float64', knownAt: 'request', doc: 'Share of the customers of the country.' },
  },
});

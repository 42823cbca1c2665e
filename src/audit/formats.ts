/** What the columns of a foreign file are to an audit; SQL over the view `file`. */
export interface ForeignFormat {
  readonly name: string;
  /** Columns by which the format is known, as DuckDB names them (a second `Account` is `Account_1`). */
  readonly recognisedBy: readonly string[];
  readonly label: string;
  /** A TIMESTAMP. */
  readonly time: string;
  readonly customer?: string;
  readonly counterparty?: string;
  readonly card?: string;
  readonly merchant?: string;
  readonly amount?: string;
  readonly rail?: string;
  readonly typology?: string;
  readonly latitude?: string;
  readonly longitude?: string;
  readonly homeLatitude?: string;
  readonly homeLongitude?: string;
  /** Columns that are truth, or follow from the label. */
  readonly hidden?: readonly string[];
}

const hours = (step: string) => `TIMESTAMP '2000-01-01' + ${step}::BIGINT * INTERVAL 1 HOUR`;
const days = (step: string) => `TIMESTAMP '2000-01-01' + ${step}::BIGINT * INTERVAL 1 DAY`;

/** Published formats, with the columns that their generators and papers give them. */
export const formats: readonly ForeignFormat[] = [
  {
    name: 'PaySim',
    recognisedBy: ['step', 'type', 'amount', 'nameOrig', 'oldbalanceOrg', 'nameDest', 'isFraud'],
    label: 'isFraud',
    time: hours('step'),
    customer: '"nameOrig"',
    counterparty: '"nameDest"',
    merchant: `CASE WHEN "nameDest" LIKE 'M%' THEN "nameDest" END`,
    amount: 'amount',
    rail: '"type"',
    hidden: ['isFlaggedFraud'],
  },
  {
    name: 'PaySim 2.0',
    recognisedBy: ['step', 'action', 'amount', 'nameOrig', 'oldBalanceOrig', 'nameDest', 'isFraud'],
    label: 'isFraud',
    time: hours('step'),
    customer: '"nameOrig"',
    counterparty: '"nameDest"',
    merchant: `CASE WHEN "nameDest" LIKE 'M%' THEN "nameDest" END`,
    amount: 'amount',
    rail: '"action"',
    hidden: ['isFlaggedFraud', 'isUnauthorizedOverdraft'],
  },
  {
    name: 'Fraud Detection Handbook',
    recognisedBy: ['TX_DATETIME', 'CUSTOMER_ID', 'TERMINAL_ID', 'TX_AMOUNT', 'TX_FRAUD'],
    label: 'TX_FRAUD',
    time: '"TX_DATETIME"::TIMESTAMP',
    customer: '"CUSTOMER_ID"',
    merchant: '"TERMINAL_ID"',
    counterparty: '"TERMINAL_ID"',
    amount: '"TX_AMOUNT"',
    hidden: ['TX_FRAUD_SCENARIO'],
  },
  {
    name: 'AMLworld',
    recognisedBy: ['Timestamp', 'From Bank', 'Account', 'To Bank', 'Amount Paid', 'Payment Format', 'Is Laundering'],
    label: 'Is Laundering',
    time: `coalesce(try_strptime("Timestamp"::VARCHAR, '%Y/%m/%d %H:%M'), try_cast("Timestamp" AS TIMESTAMP))`,
    customer: `concat("From Bank", '|', "Account")`,
    counterparty: `concat("To Bank", '|', "Account_1")`,
    amount: '"Amount Paid"',
    rail: '"Payment Format"',
  },
  {
    name: 'Sparkov',
    recognisedBy: ['trans_date_trans_time', 'cc_num', 'merchant', 'category', 'amt', 'is_fraud'],
    label: 'is_fraud',
    time: '"trans_date_trans_time"::TIMESTAMP',
    customer: '"cc_num"',
    card: '"cc_num"',
    merchant: '"merchant"',
    counterparty: '"merchant"',
    amount: 'amt',
    latitude: '"merch_lat"',
    longitude: '"merch_long"',
    homeLatitude: '"lat"',
    homeLongitude: '"long"',
  },
  {
    name: 'BankSim',
    recognisedBy: ['step', 'customer', 'zipcodeOri', 'merchant', 'zipMerchant', 'amount', 'fraud'],
    label: 'fraud',
    time: days('step'),
    customer: '"customer"',
    merchant: '"merchant"',
    counterparty: '"merchant"',
    amount: 'amount',
    rail: '"category"',
  },
];

/** Names that labels, times and payers commonly have, in lower case without separators. */
export const commonNames = {
  label: [
    'isfraud',
    'fraud',
    'fraudbool',
    'islaundering',
    'issar',
    'txfraud',
    'isfraudulent',
    'fraudulent',
    'class',
    'label',
    'target',
  ],
  time: [
    'eventtime',
    'timestamp',
    'datetime',
    'transactiontime',
    'txdatetime',
    'transdatetranstime',
    'transtime',
    'time',
    'date',
    'step',
  ],
  entity: [
    'customerid',
    'customer',
    'accountid',
    'account',
    'cardid',
    'card',
    'ccnum',
    'originaccount',
    'nameorig',
    'fromaccount',
    'senderaccount',
    'userid',
    'user',
  ],
  amount: ['amount', 'amt', 'txamount', 'amountpaid', 'transactionamount', 'value'],
} as const;

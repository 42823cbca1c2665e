import { expect } from 'chai';
import { approved, groupBy, play, rowsIn } from './played-typology.ts';

describe('credential_stuffing', () => {
  const settings = { accounts_tried: 20, takeovers: 2, drains: 3, test_share: 0, amount: 100 } as const;
  const { played, campaigns } = play('credential_stuffing', settings, 0.02);

  it('fails at many customers from few machines before it gets in', () => {
    for (const campaign of campaigns()) {
      const tried = new Set(campaign.members.filter(({ role }) => role === 'tried').map(({ customer }) => customer));
      const failed = played().events.filter(
        ({ type, customer, time }) =>
          type === 'login_failed' && tried.has(customer) && time >= campaign.startedAt && time <= campaign.endedAt,
      );
      expect(new Set(failed.map(({ customer }) => customer)).size).to.be.at.least(15);
      const [drained] = rowsIn(played(), campaign, 'placement');
      if (drained !== undefined) expect(failed[0]!.time).to.be.lessThan(drained.time);
      const devices = groupDevices(failed.map(({ device }) => device));
      expect(Math.max(...devices.values())).to.be.at.least(6);
    }
  });

  it('drains every account to one mule, from the thief’s device, with a login of its own each time', () => {
    for (const campaign of campaigns()) {
      const thieves = campaign.members.filter(({ role }) => role === 'thief').map(({ device }) => device);
      for (const [, transfers] of groupBy(rowsIn(played(), campaign, 'placement'), ({ origin }) => origin)) {
        expect(new Set(transfers.map(({ destination }) => destination)).size).to.equal(1);
        expect(new Set(approved(transfers).map(({ session }) => session)).size).to.equal(approved(transfers).length);
        for (const { device } of transfers) if (device >= 0) expect(thieves).to.include(device);
      }
    }
  });
});

function groupDevices(devices: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const device of devices) counts.set(device, (counts.get(device) ?? 0) + 1);
  return counts;
}

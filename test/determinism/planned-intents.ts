import type { Run } from '../../src/run.ts';

/**
 * Notes every intent that a run plans, in the order of execution, as text: behaviour, agent, day, ordinal, when, what.
 * Call it before the run starts; the list fills as the run goes on.
 */
export function notePlannedIntents(run: Run): string[] {
  const { shard } = run.simulation;
  const { agents, behaviors } = shard;
  const planned: string[] = [];
  const fulfil = agents.fulfil.map((act): typeof act => (at, row) => {
    const { intents } = at;
    const behavior = behaviors[intents.behavior[row]!]!.name;
    const key = [intents.agent[row], at.day, intents.ordinal[row], intents.time[row], intents.action[row]];
    const content = [intents.origin[row], intents.target[row], intents.amountCents[row], intents.options[row]];
    planned.push(`${behavior} ${key.join(' ')} ${content.join(' ')}`);
    act(at, row);
  });
  Object.assign(agents, { fulfil });
  return planned;
}

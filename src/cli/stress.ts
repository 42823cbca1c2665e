import type { Command } from 'commander';
import { UsageError } from './failure.ts';
import type { StressOptions } from './stress-options.ts';
import type { Terminal } from './terminal.ts';

type Mode = (argument: string, options: StressOptions, terminal: Terminal) => Promise<void>;

/** One file each; they load when they are asked for. */
const modes: Readonly<Record<string, () => Promise<Mode>>> = {
  duel: async () => (await import('./stress-duel.ts')).runDuel,
  replay: async () => (await import('./stress-replay.ts')).runReplay,
  score: async () => (await import('./stress-score.ts')).runScore,
};

/** `fraudworld stress`: what a detector is worth. */
export function addStress(program: Command, terminal: Terminal): void {
  program
    .command('stress')
    .summary('test a fraud detector: a duel, a replay, or a file of scores')
    .description(
      'Tests a detector. In a duel it decides on every payment before it settles, and customers and criminals react to ' +
        'what it decides; the scorecard counts money, people and alerts. In a replay recorded payments go out at a given ' +
        'rate whatever it answers; latencies and timeouts are counted.',
    )
    .argument('[scenario]', 'a scenario file or preset; for a replay or scores, a dataset', 'card-realistic')
    .option(
      '--detector <detector>',
      'a module (./my-detector.js), a baseline, ...: `fraudworld list detectors`',
      'rules',
    )
    .option('--mode <mode>', Object.keys(modes).join(', '), 'duel')
    .option('--scores <file>', 'for --mode score: CSV or Parquet of transaction_id, score and perhaps decision')
    .option('--threshold <score>', 'for --mode score: refuse from this score on, if the file has no decisions')
    .option('-o, --output <directory>', 'where to write (default: data/<name>-<mode>-<detector>/)')
    .option('--customers <number>', 'customers of the world')
    .option('--days <number>', 'days to write')
    .option('--seed <number>', 'another seed is another world of the same kind')
    .option(
      '--alerts-per-day <number>',
      'alerts that analysts can look at (default: 1 for 1,000 customers, at least 5)',
    )
    .option(
      '--history-days <number>',
      'first days on which the detector only observes (default: a quarter, at most 14)',
    )
    .option('--home <banks>', 'banks that it works for, separated by commas (default: all that report)', list)
    .option(
      '--fallback <answer>',
      'what happens where it fails: stop, approve, decline (default: approve for services and programs)',
    )
    .option('--cost <name=value>', 'what something costs, again for each: `FROM stress_cost_parameters`', collect)
    .option('--rate <number>', 'replay: payments a second (default: as fast as they are answered)')
    .option('--speed <number>', 'replay: how many times as fast as they happened')
    .option('--timeout <ms>', 'deadline of an answer (default: 100)')
    .option('--in-flight <number>', 'questions under way at once; a replay drops others (default: 256)')
    .option('--warmup-days <number>', 'replay: first days on which it only observes and learns (default: 0)')
    .option('--payments <number>', 'replay: stop after so many')
    .option('--batch <number>', 'payments of one HTTP request, as an array (default: 1)')
    .option('--feedback', 'send outcomes and labels to a service or program, too')
    .option('--compare <directories...>', 'show the scorecards of several tests side by side, and do nothing else')
    .option('--force', 'replace a dataset that is there already')
    .option('--json', 'write the scorecard as JSON')
    .option('--quiet', 'say nothing unless something is wrong')
    .addHelpText(
      'after',
      `
Modes:
  duel    a scenario is simulated with the detector in it, and everybody reacts
  replay  recorded payments go out at a given rate, whatever it answers
  score   scores that you have computed (--scores) are joined to a dataset

Example:
  $ fraudworld stress tiny --detector rules -o data/tiny-duel --force
  $ fraudworld stress tiny --mode replay --detector approve-all --rate 500 --payments 1000 -o data/tiny-replay --force
  $ fraudworld query data/tiny-duel "SELECT typology, recall, lost FROM stress_typologies"
  $ fraudworld stress tiny --detector approve-all -o data/tiny-open --force
  $ fraudworld stress --compare data/tiny-open data/tiny-duel`,
    )
    .action(async (argument: string, options: StressOptions) => {
      if (options.compare !== undefined) {
        const { showComparison } = await import('./stress-result.ts');
        return showComparison(options.compare, options, terminal);
      }
      const mode = modes[options.mode];
      if (mode === undefined)
        throw new UsageError(`--mode ${options.mode}: is none of ${Object.keys(modes).join(', ')}`);
      await (await mode())(argument, options, terminal);
    });
}

function collect(text: string, previous: readonly string[] = []): string[] {
  return [...previous, text];
}

function list(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

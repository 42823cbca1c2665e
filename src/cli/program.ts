import { Command, CommanderError } from 'commander';
import { harmless } from '../scenario/describe.ts';
import { ScenarioError } from '../scenario/errors.ts';
import { version } from '../version.ts';
import { addAudit } from './audit.ts';
import { addCheck } from './check.ts';
import { describeFailure, type ExitCode } from './failure.ts';
import { addGenerate } from './generate.ts';
import { addInit } from './init.ts';
import { addList } from './list.ts';
import { addQuery } from './query.ts';
import { addReport } from './report.ts';
import { addStress } from './stress.ts';
import type { Terminal } from './terminal.ts';

/** Runs the command line `fraudworld <args>` and returns its exit code. Never throws. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  // A command that works and finds something is no error; it says so here.
  let findings: ExitCode = 0;
  const program = createProgram(terminal, (exitCode) => {
    findings = exitCode;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return findings;
  } catch (error) {
    // Commander has already written its message, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { exitCode, message } = describeFailure(error);
    // Problems of a scenario begin with file and line, where editors and compilers have them.
    const prefix = error instanceof ScenarioError ? '' : `${terminal.messageColors.red('fraudworld:')} `;
    terminal.messages.write(`${prefix}${harmless(message)}\n`);
    return exitCode;
  }
}

function createProgram(terminal: Terminal, setExitCode: (exitCode: ExitCode) => void): Command {
  const program = new Command('fraudworld')
    .description('Simulates a payment world with criminals in it, and writes what its banks would have seen.')
    .version(version)
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for a working example)')
    .addHelpText(
      'after',
      `
Example:
  $ fraudworld generate
  $ fraudworld query data/card-realistic "SELECT typology, count(*) FROM training WHERE is_fraud GROUP BY ALL"

Every command explains itself with --help. Exit codes: 0 fine, 1 findings or a failure while working, 2 wrong input,
130 interrupted.`,
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.messages.write(text),
    });
  addInit(program, terminal);
  addGenerate(program, terminal, setExitCode);
  addCheck(program, terminal, setExitCode);
  addReport(program, terminal, setExitCode);
  addAudit(program, terminal, setExitCode);
  addQuery(program, terminal);
  addStress(program, terminal);
  addList(program, terminal);
  return program;
}

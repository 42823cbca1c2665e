import type { CampaignStory, StoryAccount } from '../../analysis/campaign-story.ts';
import { legend } from '../legend.ts';
import { html, type Markup } from '../markup.ts';
import { formatCount, formatDuration, formatMoney, formatNoun, inWords } from '../numbers.ts';
import type { ReportFacts } from '../report-facts.ts';
import { ring } from '../ring.ts';
import type { Section } from '../section.ts';
import { lastShown, timeline } from '../timeline.ts';

/** Colours for roles beside the victim's. */
const PALETTE = 5;

/** One campaign of every typology, in time and as a graph. */
export function campaigns({ stories }: ReportFacts): Section {
  return {
    id: 'campaigns',
    name: 'Campaigns',
    title: stories.length === 0 ? 'There are no campaigns' : `How ${formatNoun(stories.length, 'typology')} went`,
    body: html`
      <p>The one whose size is next to the upper quartile of its typology. Left, its payments in time (UTC): the area of
      a dot grows with the amount, hollow ones were declined. Right, the accounts and what they paid each other; pale
      arrows were declined.</p>
      <p class="jump">${stories.map(({ typology }) => html`<a href="#campaign-${typology}">${inWords(typology)}</a> `)}</p>
      ${stories.map(storyOf)}`,
  };
}

function storyOf(story: CampaignStory): Markup {
  const colorOf = colorsOf(story);
  const entries = new Map(story.accounts.map((account) => [inWords(account.role ?? account.type), colorOf(account)]));
  return html`
    <article>
    <h3 id="campaign-${story.typology}">${inWords(story.typology)}, campaign ${story.campaignId}</h3>
    <p>${summaryOf(story)}</p>
    ${legend([...entries].map(([name, color]) => ({ name, color })))}
    <div class="story">${timeline(story)}<div class="ring">${ring(story, colorOf)}</div></div>
    </article>`;
}

function summaryOf(story: CampaignStory): string {
  const { payments, fraudRows, proceeds, victimLoss, recovered, outcome } = story;
  const own = payments.filter(({ role }) => role === 'fraud');
  const declined = own.filter(({ isApproved }) => !isApproved).length;
  const length = own.length > 1 ? ` within ${formatDuration(own.at(-1)!.time - own[0]!.time)}` : '';
  const refused = declined > 0 ? `, ${formatCount(declined)} of them declined` : '';
  const loss =
    victimLoss > 0 ? `; victims lost ${formatMoney(victimLoss)} EUR, ${formatMoney(recovered)} came back` : '';
  const end = outcome === null ? 'It was under way when the log ended.' : `Outcome: ${inWords(outcome)}.`;
  return `${formatNoun(fraudRows, 'payment')}${length}${refused}. Proceeds ${formatMoney(proceeds)} EUR${loss}. ${end}${laterOf(story)}`;
}

/** What the timeline has no room for. */
function laterOf(story: CampaignStory): string {
  const end = lastShown(story);
  const known = story.payments.filter(({ labelTime }) => labelTime !== null);
  const later = [
    [story.payments.filter(({ role, time }) => role === 'recovery' && time > end).length, 'recovery'],
    [known.filter(({ labelTime }) => labelTime! > end).length, 'label'],
  ] as const;
  const said = later.filter(([count]) => count > 0).map(([count, noun]) => formatNoun(count, noun));
  return said.length === 0 ? '' : ` Later than the picture: ${said.join(' and ')}.`;
}

/** Victims have the same colour everywhere, other roles one each; who only pays or is paid is grey, cash is not. */
function colorsOf({ accounts }: CampaignStory): (account: StoryAccount) => string {
  const roles = [...new Set(accounts.map(({ role }) => role))].filter((role) => role !== null && role !== 'victim');
  return ({ role, type }) => {
    if (role === 'victim') return 'var(--role-1)';
    if (role === null) return type === 'cash' ? 'var(--cash)' : 'var(--bystander)';
    return `var(--role-${2 + (roles.indexOf(role) % PALETTE)})`;
  };
}

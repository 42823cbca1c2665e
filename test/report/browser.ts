import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian puts the browser; name another in FRAUDWORLD_CHROMIUM. */
export const browserPath = process.env.FRAUDWORLD_CHROMIUM ?? '/usr/bin/chromium';

export const hasBrowser = (): boolean => existsSync(browserPath);

/** A browser that speaks to nobody on its own account. */
export function startBrowser(): Promise<Browser> {
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu'].map((name) => `--disable-${name}`);
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--no-first-run', ...quiet] });
}

export interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

/** What one sees of a page, and what it did meanwhile. */
export interface Sight {
  /** Requests for anything but the page itself, and what the console complained of. */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  /** Width of the page, and elements that reach beyond the window although nothing scrolls them. */
  readonly pageWidth: number;
  readonly overflowing: readonly string[];
  readonly background: string;
  readonly color: string;
  /** Charts that are drawn with a size of at least 100 pixels, and the smallest of their letters in pixels. */
  readonly charts: number;
  readonly smallestText: number;
  readonly title: string;
  readonly scripts: number;
}

/** Opens a file in the browser and looks at it. */
export async function look(browser: Browser, file: string, { width, colorScheme }: Look): Promise<Sight> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const url = pathToFileURL(file).href;
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.goto(url, { waitUntil: 'networkidle' });
    const seen = (await page.evaluate(measure)) as Omit<Sight, 'requests' | 'complaints'>;
    return { requests, complaints, ...seen };
  } finally {
    await page.close();
  }
}

/** Runs in the page, whose types this project does not have. */
const measure = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  const style = getComputedStyle(document.body);
  const isScrolled = (element) => element.closest('.scroll') !== null;
  const overflowing = [...document.querySelectorAll('body *')]
    .filter((element) => !isScrolled(element) && element.closest('svg') === null)
    .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
    .map((element) => element.tagName + '.' + element.className);
  const charts = [...document.querySelectorAll('svg.chart')].filter((chart) => chart.getBoundingClientRect().width > 100);
  const letters = charts.flatMap((chart) => {
    const scale = chart.getBoundingClientRect().width / chart.viewBox.baseVal.width;
    return [...chart.querySelectorAll('text')].map((text) => scale * parseFloat(getComputedStyle(text).fontSize));
  });
  return {
    pageWidth: scrollWidth,
    overflowing,
    background: style.backgroundColor,
    color: style.color,
    charts: charts.length,
    smallestText: Math.min(...letters),
    title: document.title,
    scripts: document.scripts.length,
  };
})()`;

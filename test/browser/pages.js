// Opens the pages that pages.sql made, one after the other in one browser, and prints TAP: pages.js FILE DIRECTORY
// The pages are written to DIRECTORY first, as a user would with psql, to be opened from there.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');
const { checks, SCREEN } = require('./checks.js');

const COMPLAINTS_SHOWN = 8;

// Pages that are open at a time.
const TABS = 2;

let tests = 0;

function tell(name, complaints) {
	tests++;
	// A number sign would begin a directive.
	console.log(`${complaints.length === 0 ? 'ok' : 'not ok'} ${tests} - ${name.replace(/#/g, '')}`);
	for (const complaint of complaints.slice(0, COMPLAINTS_SHOWN))
		console.log(`# ${complaint.replace(/\s+/g, ' ')}`);
	if (complaints.length > COMPLAINTS_SHOWN)
		console.log(`# ... and ${complaints.length - COMPLAINTS_SHOWN} more`);
}

async function openTab(chrome) {
	const context = await chrome.newContext({ viewport: SCREEN, colorScheme: 'light' });
	const page = await context.newPage();
	const browser = { page, noise: [], address: '' };

	page.on('console', message => { if (['error', 'warning'].includes(message.type())) browser.noise.push(`console: ${message.text()}`); });
	page.on('pageerror', error => browser.noise.push(`error: ${error.message}`));
	page.on('dialog', dialog => { browser.noise.push(`dialogue: ${dialog.message()}`); dialog.dismiss(); });
	await context.route('**', route => {
		if (route.request().url().split('#')[0] === browser.address)
			return route.continue();
		browser.noise.push(`request: ${route.request().url()}`);
		return route.abort();
	});
	return browser;
}

// Every check of a page: its name and its complaints.
async function visit(browser, expected, file) {
	const results = [];
	fs.writeFileSync(file, expected.html);
	browser.address = pathToFileURL(file).href;
	await browser.page.goto(browser.address);
	for (const check of checks) {
		if (check.when && !check.when(expected))
			continue;
		try {
			results.push([check.name, await check.run(browser, expected)]);
		} catch (error) {
			results.push([check.name, [String(error.stack)]]);
		}
	}
	return results;
}

// Checks that pass because there is nothing to check are none.
function tellWhatIsThere(pages) {
	const findings = pages.flatMap(page => page.findings || []);
	const count = test => findings.filter(test).length;
	tell('pages in Chinese and in English', pages.some(p => p.lang === 'zh') && pages.some(p => p.lang === 'en') ? [] : ['not both']);
	for (const severity of ['error', 'warning', 'info'])
		tell(`findings of severity ${severity}`, count(f => f.severity === severity && f.cell) > 0 ? [] : ['none at a cell']);
	tell('contradictions between prose and tables', count(f => f.rule.startsWith('narrative.')) > 0 ? [] : ['none']);
	tell('parents that differ from their children', count(f => f.rule === 'compare.total') > 0 ? [] : ['none']);
	tell('years that do not go together', count(f => f.rule.startsWith('continuity.') && f.cell) > 0 ? [] : ['none']);
	tell('repairs', pages.some(p => p.html.includes('class="repair"')) ? [] : ['none']);
	tell('values with places', pages.reduce((sum, p) => sum + (p.values || []).length, 0) > 1000 ? [] : ['hardly any']);
}

async function main(file, directory) {
	const pages = fs.readFileSync(file, 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line));
	const chrome = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--disable-dev-shm-usage'] });
	const results = [];
	let next = 0;

	async function work() {
		const tab = await openTab(chrome);
		while (next < pages.length) {
			const i = next++;
			results[i] = await visit(tab, pages[i], path.join(directory, `${String(i + 1).padStart(3, '0')}.html`));
		}
	}

	await Promise.all(Array.from({ length: TABS }, work));
	await chrome.close();
	tellWhatIsThere(pages);
	pages.forEach((page, i) => results[i].forEach(([check, complaints]) => tell(`${page.name}: ${check}`, complaints)));
	console.log(`1..${tests}`);
}

main(process.argv[2], process.argv[3]).catch(error => {
	console.log(`Bail out! ${String(error.stack).replace(/\s+/g, ' ')}`);
	process.exit(1);
});

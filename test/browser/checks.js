// What is checked of every page.  A check gets the page in the browser and what pages.sql says of it, and
// returns the complaints: none is well.  Functions given to page.evaluate() run in the browser.
'use strict';

const { execFileSync } = require('node:child_process');
const axe = require('axe-core');

// A4 without the margins of the style sheet, in CSS pixels; and how much of a page's height rows can fill.
const PRINT_WIDTH = Math.floor((210 - 2 * 12) / 25.4 * 96);
const PRINT_HEIGHT = Math.floor((297 - 2 * 12) / 25.4 * 96);
const MM_PER_POINT = 25.4 / 72;
const MARGIN = 12;
// Half a millimetre: figures are rounded, and glyphs may stand out of their box.
const TOLERANCE = 0.5;
// What the check writes into a table: no report has such words.
const ROW_BEGINS = '@begin';
const ROW_ENDS = '@end';

const TELEPHONE = { width: 390, height: 844 };
const SCREEN = { width: 1280, height: 900 };

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
// What depends on the colours alone: the rest of a page is the same in the dark.
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

function quiet(browser) {
	return browser.noise.splice(0);
}

// ---------- what is shown ----------

// Runs in the page.
function missingFindings(findings) {
	const complaints = [];
	const plain = text => text.replace(/\s+/g, ' ').trim();
	const visible = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
		element.getBoundingClientRect().width > 1 && element.getBoundingClientRect().height > 1;
	const gravity = ['error', 'warning', 'info'];

	findings.forEach((finding, i) => {
		const name = `[${i + 1}] ${finding.rule}`;
		const item = document.getElementById(`f${i + 1}`);
		if (!item || !visible(item)) {
			complaints.push(`${name}: not in the list`);
			return;
		}
		if (!plain(item.textContent).includes(plain(finding.sentence)) || !item.textContent.includes(finding.rule) || !item.classList.contains(finding.severity))
			complaints.push(`${name}: the list has "${plain(item.textContent)}"`);
		const toCell = item.querySelector('a[href^="#c"]');
		if (Boolean(toCell) !== finding.cell)
			complaints.push(`${name}: ${finding.cell ? 'no link to its cell' : 'a link to a cell that it does not name'}`);
		if (!toCell)
			return;
		const cell = document.getElementById(toCell.getAttribute('href').slice(1));
		const back = cell && cell.querySelector(`a[href="#f${i + 1}"]`);
		if (!back || !visible(cell) || !visible(back)) {
			complaints.push(`${name}: not to be seen at its cell`);
			return;
		}
		const shown = gravity.findIndex(severity => cell.classList.contains(severity));
		if (shown < 0 || shown > gravity.indexOf(finding.severity))
			complaints.push(`${name}: the cell looks like "${cell.className}"`);
		if (!plain(cell.title).includes(plain(finding.sentence)))
			complaints.push(`${name}: the title of the cell is "${cell.title}"`);
		// The place in the text is that of the cell's figure.
		const place = cell.querySelector('a[href^="#p"]');
		if (place && finding.rule === 'compare.total' && finding.pos !== null && place.hash !== `#p${finding.pos}`)
			complaints.push(`${name}: the cell leads to ${place.hash}, the finding is at ${finding.pos}`);
		// What the prose says is held against the table.  Money may stand there in another unit.
		const figure = cell.firstChild.textContent;
		const wanted = finding.rule.startsWith('narrative.') ? finding.expected : finding.actual;
		if (wanted !== null && /^-?\d+(\.\d+)?$/.test(figure) && Number(figure) !== wanted)
			complaints.push(`${name}: the cell has ${figure}, not ${wanted}`);
	});
	for (let n = findings.length + 1; document.getElementById(`f${n}`); n++)
		complaints.push(`[${n}] is in no list of ours`);
	return complaints;
}

async function showsFindings(browser, expected) {
	return browser.page.evaluate(missingFindings, expected.findings);
}

// Runs in the page.
function misplacedValues(values) {
	const complaints = [];
	const linked = new Set([...document.querySelectorAll('td a[href^="#p"]')].map(a => Number(a.hash.slice(2))));

	for (const value of values) {
		const mark = document.getElementById(`p${value.pos}`);
		// A place within a longer one is that one's.
		if (!mark && [...document.querySelectorAll('mark')].some(m => Number(m.id.slice(1)) < value.pos && m.textContent.includes(value.words)))
			continue;
		if (!linked.has(value.pos))
			complaints.push(`${value.words} at ${value.pos}: no cell leads there`);
		else if (!mark || !mark.textContent.startsWith(value.words))
			complaints.push(`${value.words} at ${value.pos}: the text has "${mark ? mark.textContent : ''}" there`);
	}
	return complaints;
}

async function linksValues(browser, expected) {
	return browser.page.evaluate(misplacedValues, expected.values);
}

// ---------- links ----------

// Runs in the page: looks where every link leads, and follows those to findings and cells; of the many
// between values and text every fifth.
function lostLinks(sheets) {
	const complaints = [];
	let values = 0;

	function inView(element) {
		const box = element.getBoundingClientRect();
		let view = { top: 0, left: 0, bottom: innerHeight, right: innerWidth };
		for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
			if (!/auto|scroll/.test(getComputedStyle(up).overflow))
				continue;
			const frame = up.getBoundingClientRect();
			view = { top: Math.max(view.top, frame.top), left: Math.max(view.left, frame.left), bottom: Math.min(view.bottom, frame.bottom), right: Math.min(view.right, frame.right) };
		}
		return box.width > 0 && box.height > 0 && box.bottom > view.top && box.top < view.bottom && box.right > view.left && box.left < view.right;
	}

	for (const link of document.querySelectorAll('a')) {
		const href = link.getAttribute('href');
		// Another file, which the pgTAP tests look into.
		if ((sheets || []).includes(href.replace(/#f[0-9]+$/, '')))
			continue;
		if (!/^#[a-z0-9-]+$/.test(href)) {
			complaints.push(`a link to "${href}"`);
			continue;
		}
		if (document.querySelectorAll(`[id="${href.slice(1)}"]`).length !== 1) {
			complaints.push(`${href}: not there, or several times`);
			continue;
		}
		if (/^#p/.test(href) || link.closest('mark')) {
			values++;
			if (values % 5 !== 1)
				continue;
		}
		link.click();
		if (location.hash !== href || !inView(document.getElementById(href.slice(1))))
			complaints.push(`${href}: not in view after a click on "${link.textContent}"`);
	}
	return complaints;
}

// A link by keyboard, and the way back by the browser's own.
async function returns(browser, selector) {
	const page = browser.page;
	const link = page.locator(selector).first();
	if (await link.count() === 0)
		return [];
	await page.evaluate(() => { history.replaceState(null, '', '#'); scrollTo(0, 0); });
	await link.focus();
	const before = await link.boundingBox();
	await page.keyboard.press('Enter');
	if (!await page.evaluate(s => location.hash === document.querySelector(s).hash, selector))
		return [`${selector}: the enter key does not follow it`];
	await page.evaluate(() => new Promise(done => { addEventListener('popstate', () => requestAnimationFrame(() => requestAnimationFrame(done)), { once: true }); history.back(); }));
	const after = await link.boundingBox();
	return Math.abs(before.y - after.y) <= 2 ? [] : [`${selector}: at ${before.y} before, at ${after.y} after going back`];
}

async function followsLinks(browser, expected) {
	const lost = await browser.page.evaluate(lostLinks, expected.sheets);
	return lost.concat(await returns(browser, 'ol.list a[href^="#c"]'), await returns(browser, 'td a[href^="#p"]'));
}

// ---------- narrow and on paper ----------

// Runs in the page: what is wider than it, though nothing scrolls it.
function overflow() {
	const room = document.documentElement.clientWidth;
	const wide = document.documentElement.scrollWidth;
	if (wide <= room)
		return [];
	const widest = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > room + 0.5 && !e.closest('.scroll, .skip, .sr')).slice(0, 3)
		.map(e => `<${e.tagName.toLowerCase()} class="${e.getAttribute('class') || ''}"> ends at ${Math.round(e.getBoundingClientRect().right)}`);
	return [`${wide} pixels on ${room}: ${widest.join(', ')}`];
}

async function fitsTelephone(browser) {
	await browser.page.setViewportSize(TELEPHONE);
	const complaints = await browser.page.evaluate(overflow);
	await browser.page.setViewportSize(SCREEN);
	return complaints;
}

// Runs in the page: marks that say where on paper a row begins and ends.
function markRows([begins, ends]) {
	const style = document.createElement('style');
	style.textContent = 'td{position:relative}td>.row-mark{position:absolute;font-size:2px;line-height:1;white-space:nowrap}';
	document.head.append(style);
	return [...document.querySelectorAll('table')].map((table, t) => {
		const rows = [...table.rows];
		rows.forEach((row, r) => {
			// A cell that spans rows may well go on overleaf.
			const cells = [...row.cells].filter(c => c.rowSpan === 1 && c.tagName === 'TD');
			if (cells.length === 0)
				return;
			// At two sides: the end of a row and the beginning of the next one would run into each other.
			for (const [cell, sign, edge, side] of [[cells[0], begins, 'top', 'left'], [cells[cells.length - 1], ends, 'bottom', 'right']]) {
				const mark = document.createElement('span');
				mark.className = 'row-mark';
				mark.style[edge] = '0';
				mark.style[side] = '0';
				mark.textContent = `${sign}${t}.${r}.`;
				cell.append(mark);
			}
		});
		return { height: table.getBoundingClientRect().height, rows: rows.length };
	});
}

function wordsOfPdf(pdf) {
	const pages = [];
	for (const line of execFileSync('pdftotext', ['-bbox', '-', '-'], { input: pdf, maxBuffer: 1 << 28 }).toString().split('\n')) {
		const page = /<page width="([\d.]+)" height="([\d.]+)"/.exec(line);
		const word = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/.exec(line);
		if (page)
			pages.push({ width: Number(page[1]), height: Number(page[2]), words: [] });
		else if (word)
			pages[pages.length - 1].words.push({ left: Number(word[1]), right: Number(word[3]), text: word[5] });
	}
	return pages;
}

// The pages on which the rows begin and end, by "table.row".
function placesOfRows(pages, sign) {
	const places = new Map();
	pages.forEach((page, at) => {
		for (const match of page.words.map(w => w.text).join('').matchAll(new RegExp(`${sign}(\\d+\\.\\d+)\\.`, 'g')))
			places.set(match[1], at + 1);
	});
	return places;
}

function cutTables(pages, tables) {
	const begins = placesOfRows(pages, ROW_BEGINS);
	const ends = placesOfRows(pages, ROW_ENDS);
	const complaints = [];
	tables.forEach((table, t) => {
		const on = new Set();
		let seen = 0;
		for (let r = 0; r < table.rows; r++) {
			const row = `${t}.${r}`;
			if (!begins.has(row) && !ends.has(row))
				continue;
			seen++;
			on.add(begins.get(row)).add(ends.get(row));
			if (begins.get(row) !== ends.get(row))
				complaints.push(`table ${t + 1}, row ${r + 1}: begins on page ${begins.get(row)}, ends on page ${ends.get(row)}`);
		}
		if (seen === 0)
			complaints.push(`table ${t + 1} is not on paper`);
		if (on.size > 1 && table.height < PRINT_HEIGHT * 0.9)
			complaints.push(`table ${t + 1} would fit on a page, and is on pages ${[...on].join(', ')}`);
	});
	return complaints;
}

async function prints(browser) {
	const page = browser.page;
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: PRINT_WIDTH, height: PRINT_HEIGHT });
	const complaints = await page.evaluate(overflow);
	const tables = await page.evaluate(markRows, [ROW_BEGINS, ROW_ENDS]);
	const pages = wordsOfPdf(await page.pdf({ preferCSSPageSize: true }));
	await page.emulateMedia({ media: null });
	await page.setViewportSize(SCREEN);
	pages.forEach((sheet, at) => {
		if (Math.abs(sheet.width * MM_PER_POINT - 210) > TOLERANCE || Math.abs(sheet.height * MM_PER_POINT - 297) > TOLERANCE)
			complaints.push(`page ${at + 1} is not A4: ${sheet.width} x ${sheet.height} points`);
		for (const word of sheet.words)
			if (word.left * MM_PER_POINT < MARGIN - TOLERANCE || word.right * MM_PER_POINT > 210 - MARGIN + TOLERANCE)
				complaints.push(`page ${at + 1}: "${word.text}" stands in the margin`);
	});
	if (pages.length === 0)
		complaints.push('no page');
	return complaints.concat(cutTables(pages, tables));
}

// ---------- access ----------

async function violations(browser, options) {
	await browser.page.evaluate(`window.axe || (() => { ${axe.source} })()`);
	const found = await browser.page.evaluate(o => axe.run(document, { ...o, resultTypes: ['violations'] }), options);
	return found.violations.flatMap(v => v.nodes.slice(0, 3).map(n => `${v.id} (${v.nodes.length}): ${n.html.slice(0, 160)} ${n.failureSummary.replace(/\s+/g, ' ')}`));
}

async function accessible(browser) {
	return violations(browser, { runOnly: { type: 'tag', values: WCAG } });
}

async function accessibleInTheDark(browser) {
	await browser.page.emulateMedia({ colorScheme: 'dark' });
	const complaints = await violations(browser, { runOnly: { type: 'rule', values: COLOUR_RULES } });
	await browser.page.emulateMedia({ colorScheme: 'light' });
	return complaints;
}

// ---------- hostile text ----------

// Runs in the page.
function foreignMarkup() {
	const ours = new Set(('html head meta title style body a header h1 h2 h3 h4 main section div dl dt dd p ul ol li span strong code pre mark ins del ' +
		'nav small br table caption thead tbody tr th td svg g rect line path circle polyline text tspan desc').split(' '));
	const attributes = /^(id|class|href|lang|dir|title|role|tabindex|scope|colspan|rowspan|charset|name|content|style|aria-[a-z]+)$/;
	const complaints = [];
	for (const element of document.querySelectorAll('*')) {
		if (!ours.has(element.localName))
			complaints.push(`an element <${element.localName}>`);
		if (element.closest('svg'))
			continue;
		for (const attribute of element.attributes)
			if (!attributes.test(attribute.name))
				complaints.push(`an attribute ${attribute.name} of <${element.localName}>`);
	}
	if (/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/.test(document.documentElement.outerHTML))
		complaints.push('a character that turns the direction of text');
	return complaints;
}

async function holdsText(browser, expected) {
	const complaints = await browser.page.evaluate(foreignMarkup);
	if (expected.hostile && !await browser.page.evaluate(() => document.body.textContent.includes('<script>alert(1)</script>')))
		complaints.push('the text is not shown');
	return complaints;
}

// ---------- charts ----------

// Runs in the page: words that a chart cuts, or writes over each other.
function clashingWords() {
	const complaints = [];
	for (const chart of document.querySelectorAll('svg')) {
		const frame = chart.getBoundingClientRect();
		const words = [...chart.querySelectorAll('text')].map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
		words.forEach(({ text, box }, i) => {
			if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5)
				complaints.push(`"${text}" is cut`);
			for (const other of words.slice(i + 1)) {
				const width = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
				const height = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
				// Boxes of letters are taller than what is drawn of them.
				if (width > 1 && height > Math.min(box.height, other.box.height) * 0.4)
					complaints.push(`"${text}" and "${other.text}" overlap`);
			}
		});
	}
	return complaints;
}

async function drawsLegibly(browser) {
	return browser.page.evaluate(clashingWords);
}

module.exports = {
	SCREEN,
	// In this order; the last one leaves marks in the page.
	checks: [
		{ name: 'nothing from outside, no error, no dialogue', run: quiet },
		{ name: 'no element or attribute that is not ours', run: holdsText },
		{ name: 'every finding at its cell', run: showsFindings, when: expected => expected.findings !== null },
		{ name: 'every value leads to its words', run: linksValues, when: expected => expected.values !== null },
		{ name: 'every link leads to its place, and back', run: followsLinks },
		{ name: 'fits a telephone', run: fitsTelephone },
		{ name: 'words of charts are legible', run: drawsLegibly, when: expected => expected.html.includes('<svg') && !expected.hostile },
		{ name: 'no violation of WCAG A or AA', run: accessible },
		{ name: 'nor in the dark', run: accessibleInTheDark },
		{ name: 'prints on A4', run: prints },
	],
};

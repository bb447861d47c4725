"use strict";
// Everything out of a record is put on the page as text, never as markup; a child's picture is
// markup, made by qaudit, which escapes what it holds. Nothing is fetched: all is in this file.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const packs = Object.fromEntries(data.held.map(part => [part, [...document.querySelectorAll(`script.${part}`)]]));
  const PAGE = 100;
  const GRADES = ["inadequate", "requires_improvement", "not_enough_evidence", "good", "outstanding"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const PERIODS = [["no worker", days => days === null], ["under 3 months", days => days !== null && days < 91],
    ["3 to 12 months", days => days >= 91 && days < 365], ["a year or more", days => days >= 365]];
  const [ID, GRADE, AREAS, GROUPS, FAILED, TIMES, LATEST, WORKER, HARM] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const $ = id => document.getElementById(id);

  function make(name, about = {}, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(about)) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "on") Object.entries(value).forEach(([event, call]) => element.addEventListener(event, call));
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...inside.flat().filter(part => part !== null && part !== undefined));
    return element;
  }
  const words = code => code ? code.replaceAll("_", " ") : "no grade";
  const tag = code => make("span", { class: `tag ${code || "none"}` }, words(code));
  const day = text => text ? `${+text.slice(8)} ${MONTHS[text.slice(5, 7) - 1]} ${text.slice(0, 4)}` : "–";
  const many = (number, one, others = one + "s") => `${number.toLocaleString("en-GB")} ${number === 1 ? one : others}`;

  // ---- packs -------------------------------------------------------------------------------
  const opened = new Map();
  async function unpack(part, element) {
    if (opened.get(part)?.element !== element) { // one of each part: a service's children would fill the memory
      const bytes = Uint8Array.from(atob(element.textContent), char => char.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      opened.set(part, { element, values: JSON.parse(await new Response(stream).text()) });
    }
    return opened.get(part).values;
  }
  const nth = async (part, number) => packs[part] // a part that there was no room for is null
    ? (await unpack(part, packs[part][Math.floor(number / data.together)]))[number % data.together] : null;

  // ---- the list of cases -------------------------------------------------------------------
  const columns = [
    ["Case", "case", row => row[ID], (a, b) => a.localeCompare(b, "en", { numeric: true })],
    ["Grade", "grade", row => GRADES.indexOf(row[GRADE]), (a, b) => a - b],
    ["Standards not met", "standards", row => row[FAILED].length, (a, b) => a - b],
    ["Times", "times", row => row[TIMES], (a, b) => a - b],
    ["The longest late", "late", row => row[LATEST] ? row[LATEST][1] : -1, (a, b) => a - b],
    ["Worker for", "worker", row => row[WORKER] === null ? -1 : row[WORKER], (a, b) => a - b],
  ];
  const WORST_FIRST = { column: 1, down: false };
  let sorted = WORST_FIRST, shown = PAGE, wanted = {}, list = [];
  const groups = [...new Set(data.cases.flatMap(row => Object.keys(row[GROUPS])))];

  function choice(name, label, options) {
    const select = make("select", { name, id: `filter-${name}`, on: { change: refine } },
      make("option", { value: "" }, "all"), options.map(([value, text]) => make("option", { value }, text)));
    return make("div", {}, make("label", { for: select.id }, label), select);
  }
  function filters() {
    const values = (of, order) => [...new Set(data.cases.map(of).flat())].filter(one => one !== undefined && one !== null)
      .sort(order);
    $("filters").append(
      make("div", {}, make("label", { for: "filter-id" }, "Case id"),
        make("input", { id: "filter-id", name: "id", type: "search", autocomplete: "off", spellcheck: "false", on: { input: refine } })),
      choice("grade", "Grade", values(row => row[GRADE], (a, b) => GRADES.indexOf(a) - GRADES.indexOf(b)).map(one => [one, words(one)])),
      choice("check", "Standard not met", values(row => row[FAILED]).map(code => [code, `${code} ${(data.standards[code] || [""])[0]}`])),
      choice("area", "Inadequate area", values(row => Object.keys(row[AREAS]).filter(area => row[AREAS][area] === "inadequate"))
        .map(area => [area, data.areas[area] || area])),
      choice("worker", "Present social worker for", PERIODS.map(([label]) => [label, label])),
      ...groups.map(name => choice(`group.${name}`, words(name).replace(/^./, first => first.toUpperCase()),
        values(row => row[GROUPS][name]).map(value => [value, value]))),
    );
    $("filters").addEventListener("submit", event => event.preventDefault());
    $("more").addEventListener("click", () => { const first = shown; shown += PAGE; draw(); focusRow(first); });
    columns.forEach(([title], number) => heads.push(make("th", { scope: "col", class: number > 1 ? "numeric" : null },
      make("button", { type: "button", on: { click: () => sort(number) } }, title))));
    $("cases-table").tHead.append(make("tr", {}, heads, make("th", { scope: "col" }, "Not met")));
  }
  const heads = [];
  const focusRow = number => { const link = $("cases-table").tBodies[0].rows[number]?.querySelector("a"); if (link) link.focus(); };
  function sort(column) {
    sorted = { column, down: sorted.column === column ? !sorted.down : column > 1 };
    remember();
    select();
  }
  function refine() {
    wanted = Object.fromEntries([...new FormData($("filters"))].filter(([, value]) => value !== ""));
    remember();
    select();
  }
  function remember() { // in the address: it outlives a reload, and leads back from a child
    const order = sorted.column === WORST_FIRST.column && !sorted.down ? {} : { sort: columns[sorted.column][1], order: sorted.down ? "down" : "up" };
    const query = new URLSearchParams({ ...wanted, ...order }).toString();
    back = query ? `#cases?${query}` : "#cases";
    history.replaceState(null, "", back);
  }
  function recall(hash) {
    const { sort, order, ...filtered } = Object.fromEntries(new URLSearchParams(hash.split("?").slice(1).join("?")));
    const column = columns.findIndex(([, name]) => name === sort);
    sorted = column < 0 ? WORST_FIRST : { column, down: order === "down" };
    wanted = filtered;
    for (const field of $("filters").elements) if (field.name) field.value = wanted[field.name] || "";
  }
  const closed = text => text.replace(/\s+/g, "").toLowerCase();
  function fits(row) {
    return Object.entries(wanted).every(([name, value]) => {
      if (name === "id") return closed(row[ID]).includes(closed(value));
      if (name === "grade") return row[GRADE] === value;
      if (name === "check") return row[FAILED].includes(value);
      if (name === "area") return row[AREAS][value] === "inadequate";
      if (name === "worker") return (PERIODS.find(([label]) => label === value) || [0, () => true])[1](row[WORKER]);
      if (name.startsWith("group.")) return row[GROUPS][name.slice(6)] === value;
      return true;
    });
  }
  function select() {
    const [, , key, compare] = columns[sorted.column];
    list = data.cases.map((row, number) => [row, number]).filter(([row]) => fits(row));
    list.sort((a, b) => (sorted.down ? -1 : 1) * compare(key(a[0]), key(b[0])) || a[1] - b[1]);
    shown = PAGE;
    draw();
  }
  function draw() {
    heads.forEach((head, number) => {
      if (number === sorted.column) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    $("found").textContent = list.length === data.cases.length ? many(list.length, "case")
      : `${many(list.length, "case")} of ${data.cases.length.toLocaleString("en-GB")}`;
    $("cases-table").tBodies[0].replaceChildren(...list.slice(0, shown).map(([row]) => make("tr", {},
      make("th", { scope: "row" }, make("a", { href: `#child=${encodeURIComponent(row[ID])}` }, row[ID]),
        row[HARM] ? make("span", { class: "harm" }, " at risk") : null),
      make("td", {}, tag(row[GRADE])),
      make("td", { class: "numeric" }, String(row[FAILED].length)),
      make("td", { class: "numeric" }, String(row[TIMES])),
      make("td", { class: "numeric" }, row[LATEST] ? `${many(row[LATEST][1], "day")} (${row[LATEST][0]})` : "–"),
      make("td", { class: "numeric" }, row[WORKER] === null ? "–" : many(row[WORKER], "day")),
      make("td", { class: "checks" }, row[FAILED].slice(0, 6).join(" ") + (row[FAILED].length > 6 ? ` and ${row[FAILED].length - 6} more` : "")))));
    $("more").hidden = list.length <= shown;
  }

  // ---- one child ---------------------------------------------------------------------------
  const LEGEND = [
    ["dot", "M17 7h0", "held, done or seen"], ["ring", "M13 7a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", "in vain, called off or not finished"], ["kept", "M2 7H32", "the time there was for it"],
    ["open", "M2 7H32", "still open"], ["late", "M2 7H32", "late or missing"], ["cross", "M13 3l8 8m0 -8l-8 8", "a due date missed"],
  ];
  function legend() {
    const items = LEGEND.map(([kind, path, text]) => {
      const holder = document.createElement("li");
      holder.innerHTML = `<svg class="timeline-key timeline" viewBox="0 0 34 14" aria-hidden="true"><path class="${kind}" d="${path}"/></svg>`;
      holder.append(text);
      return holder;
    });
    return make("ul", { class: "legend", "aria-label": "Key to the timeline" }, items);
  }
  const fact = (name, value) => value === "–" ? [] : [make("div", {}, make("dt", {}, name), make("dd", {}, value))];
  function passage(found) {
    const [before, after] = found.places, kind = words(found.kind);
    const about = `${many(found.words, "word")}, ${kind}, ${found.relation === "same_case" ? "from this child’s own file" : words(found.relation)}${found.counted ? "" : ", not counted"}`;
    const name = place => `${place[2] || place[1]}${place[0] !== null ? ` (${place[0]})` : ""}${place[3] ? `, by ${place[3]}` : ""}`;
    if (!found.texts) return make("li", {}, `${about}: stood in ${name(before)}`);
    const side = (place, title, [lead, pieces, rest]) => make("div", {}, make("h4", {}, `${title}: ${name(place)}`),
      make("p", { class: "passage" }, make("span", { class: "around" }, lead),
        make("mark", {}, pieces.map(([text, same]) => same ? text : make("span", { class: "changed" }, text))),
        make("span", { class: "around" }, rest)));
    return make("li", {}, about, make("div", { class: "pair" },
      side(before, "Earlier", found.texts[0]), side(after, "Here", found.texts[1])));
  }
  function finding(row) {
    const [code, outcome, on, due, done, late, message, evidence, force, more = {}] = row;
    const standard = data.standards[code] || ["", "", "", "", "", ""];
    return make("article", { class: `finding ${outcome}` },
      make("p", {}, tag(outcome), " ", make("span", { class: "what" }, `${code} ${standard[0]}`), " ",
        more.harm ? make("span", { class: "harm" }, "left the child at risk") : null),
      make("p", {}, message),
      make("dl", { class: "facts" }, fact("On", day(on)), fact("Due", day(due)), fact("Done", day(done)),
        late ? fact("Late by", many(late, "day")) : [], fact("Force", `${force}, ${standard[2]}`)),
      make("details", {}, make("summary", {}, "Standard and evidence"),
        make("p", { class: "quiet" }, standard[5]), make("p", { class: "quiet" }, standard[4]),
        more.eased ? make("p", { class: "quiet" }, `Eased at the time by ${more.eased}`) : null,
        make("ul", { class: "evidence" }, evidence.map(([pointer, label, note]) =>
          make("li", {}, label ? `${label} ` : "", make("code", {}, pointer || "the record"), note ? `: ${note}` : "")))),
      more.passages ? make("details", { open: data.showText },
        make("summary", {}, many(more.passages.length, "copied passage")), make("ul", {}, more.passages.map(passage))) : null);
  }
  function metLine([code, , on, due, done, , message]) {
    return make("li", {}, `${day(on)}: ${message}`, due && done ? ` (due ${day(due)}, done ${day(done)})` : "");
  }
  const areaOf = code => (data.standards[code] || ["", ""])[1];
  const byArea = rows => Object.keys(data.areas).map(area => [area, rows.filter(row => areaOf(row[0]) === area)])
    .concat([["", rows.filter(row => !areaOf(row[0]))]]).filter(([, found]) => found.length);
  function listMet(rows) {
    return byArea(rows).map(([area, found]) => [make("h3", {}, data.areas[area] || "Other"),
      [...new Set(found.map(row => row[0]))].map(code => make("details", { open: true },
        make("summary", {}, `${code} ${(data.standards[code] || [""])[0]}: met ${many(found.filter(row => row[0] === code).length, "time")}`),
        make("ul", { class: "met-list" }, found.filter(row => row[0] === code).map(metLine))))]).flat(3);
  }
  const sum = (lines, title = "Why this grade") => lines.length
    ? make("details", { class: "why" }, make("summary", {}, title), make("ul", { class: "sum" }, lines.map(line => make("li", {}, line)))) : null;
  const judged = (found, indicative) => found
    ? make("p", { class: "judged" }, `Judged ${words(found.grade)} by ${found.by} on ${day(found.on)}: ${found.reason}. Indicative: ${words(indicative)}.`) : null;
  const followed = (found, indicative) => found ? [
    make("p", { class: "judged" }, `Practice is ${words(found.grade)} by the areas as they were judged. Indicative: ${words(indicative)}.`),
    sum(found.lines, "Why this grade, as judged")] : [];

  async function child(id, turn) {
    const place = data.cases.findIndex(row => row[ID] === id);
    const section = $("child-page");
    if (place < 0) { section.replaceChildren(make("h1", { tabindex: "-1" }, "There is no such case"), make("p", {}, make("a", { href: "#cases" }, "All cases"))); return; }
    const [page, told, more, rest] = await Promise.all(["page", "told", "failures", "others"].map(part => nth(part, place)));
    if (turn !== now) return; // another page was asked for meanwhile
    const picture = make("div", { class: "timeline-box", role: "region", "aria-label": "Timeline", tabindex: "0" });
    picture.innerHTML = page.picture;
    const areas = Object.entries(page.areas).filter(([, found]) => Object.keys(found.axes).length || found.judged);
    const unseen = Object.keys(page.areas).filter(area => !areas.some(([known]) => known === area));
    const failures = [...page.rows, ...(more || [])].sort((a, b) => a[0].localeCompare(b[0]) || (a[2] || "").localeCompare(b[2] || ""));
    const failed = page.rows.length + page.more.failures, waived = page.waived;
    const elsewhere = "a report of so many children has no room for more; the JSON report lists each.";
    const load = make("button", { type: "button", class: "load", on: { click: async () => {
      load.replaceWith(...listMet(await nth("met", place))); } } }, `Show what was met, ${many(page.more.met, "observation")}`);
    const parts = [
      make("p", { class: "back" }, make("a", { href: back }, "Back to the cases")),
      make("h1", { tabindex: "-1" }, page.id),
      make("p", { class: "lead" }, `As at ${day(page.asAt)} `, page.stands ? tag(page.stands) : ""),
      make("div", { class: "gist" }, page.gist.map(sentence => make("p", {}, sentence))),
      judged(page.judged, page.grade),
      ...followed(page.asJudged, page.grade),
      groups.length ? make("p", { class: "quiet" }, Object.entries(data.cases[place][GROUPS]).map(([name, value]) => `${words(name)}: ${value}`).join(" · ")) : null,
      sum(page.lines),
      page.picture ? picture : make("p", { class: "quiet" }, "Nothing in the record has a date to draw."),
      page.picture ? legend() : null,
      page.picture && told ? make("details", { class: "told" }, make("summary", {}, "The timeline in words"),
        make("ul", { class: "evidence" }, told.map(([title, lines]) => make("li", {}, make("strong", {}, title),
          make("ul", { class: "evidence" }, lines.map(line => make("li", {}, line))))))) : null,
      page.picture && !told ? make("p", { class: "quiet" }, `The timeline is not told in words: ${elsewhere}`) : null,
      make("h2", {}, "Grades by area"),
      make("p", { class: "quiet" }, `The grades count the ${data.gradedPeriod} before the audit date; below stands the whole record.`),
      make("ul", { class: "areas-list" }, areas.map(([area, found]) => make("li", {}, make("span", {}, data.areas[area] || area, sum(found.lines, "Why"), judged(found.judged, found.grade)),
        tag(found.judged ? found.judged.grade : found.grade)))),
      unseen.length ? make("p", { class: "quiet" }, `Nothing could be judged in: ${unseen.map(area => data.areas[area]).join("; ")}.`) : null,
      make("h2", {}, failed ? `Not met: ${many(failed, "observation")}` : "Nothing was found not met"),
      failed > failures.length ? make("p", {}, `Here is the worst of each standard: ${elsewhere}`) : null,
      ...byArea(failures).map(([area, found]) => [make("h3", {}, data.areas[area] || "Other"), found.map(finding)]).flat(2),
      ...(waived.length ? [make("h2", {}, `Not met, and waived: ${many(waived.length, "observation")}`),
        make("p", { class: "quiet" }, "Neither a failure nor a success in the grades."), ...waived.map(finding)] : []),
      make("h2", {}, `Met: ${many(page.more.met, "observation")}`),
      page.more.met ? (packs.met ? load : make("p", {}, `They are counted here: ${elsewhere}`)) : make("p", {}, "None."),
      ...(page.more.others ? [make("h2", {}, `Not due, not told, or not judged: ${many(page.more.others, "observation")}`),
        rest ? null : make("p", {}, `They are counted here: ${elsewhere}`),
        ...byArea(rest || []).map(([area, found]) => make("details", {}, make("summary", {}, `${data.areas[area] || "Other"}: ${found.length}`), found.map(finding)))] : []),
      ...(page.silent.length ? [make("details", {}, make("summary", {}, `${many(page.silent.length, "standard")} without an occasion in this record`),
        make("ul", { class: "evidence" }, page.silent.map(([code, outcome, reason]) => make("li", {}, `${code} ${(data.standards[code] || [""])[0]}: ${words(outcome)}, ${reason}`))))] : []),
      ...(page.notes.length ? [make("details", {}, make("summary", {}, many(page.notes.length, "note") + " on the record"),
        make("ul", { class: "evidence" }, page.notes.map(([message, places]) => make("li", {}, `${message} `, places.map(([pointer]) => make("code", {}, `${pointer} `))))))] : []),
    ];
    section.replaceChildren(...parts.filter(part => part));
  }

  // ---- going from page to page ---------------------------------------------------------------
  let now = 0, back = "#cases";
  async function go(first) {
    const turn = ++now, hash = location.hash || "#service";
    const name = hash.startsWith("#child=") ? "child" : hash.startsWith("#cases") ? "cases" : "service";
    if (name === "cases") {
      back = hash;
      recall(hash);
      select();
    }
    if (name === "child") {
      try { await child(decodeURIComponent(hash.slice(7)), turn); }
      catch { $("child-page").replaceChildren(make("h1", { tabindex: "-1" }, "This browser is too old"),
        make("p", {}, "A child’s page needs a browser of 2023 or later.")); }
    }
    if (turn !== now) return;
    for (const page of ["service", "cases", "child"]) $(`${page}-page`).hidden = page !== name;
    for (const link of document.querySelectorAll("nav a")) {
      if (link.getAttribute("href") === (name === "service" ? "#service" : "#cases")) link.setAttribute("aria-current", name === "child" ? "true" : "page");
      else link.removeAttribute("aria-current");
    }
    const timeline = $("child-page").querySelector(".timeline-box");
    if (timeline) timeline.scrollLeft = timeline.scrollWidth; // the recent end
    const heading = $(`${name}-page`).querySelector("h1");
    document.title = `${heading.textContent} – practice audit`;
    if (!first) { scrollTo(0, 0); heading.focus(); }
  }
  filters();
  addEventListener("hashchange", () => { if (location.hash !== "#main") go(false); });
  addEventListener("beforeprint", () => { shown = Math.max(shown, list.length); draw(); });
  go(true);
})();

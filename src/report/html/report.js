// What the page of `--output-format html` does: filters, keys, colours. It keeps nothing, asks nobody, and
// writes nothing but text into the page. The filters are in the address, so that a view can be passed on.
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const counted = (number) => number.toLocaleString("en");
  const main = one("main"), bar = one("#bar"), box = one("#text"), help = one("#help");

  // The head was written last. Failures stand together, wherever they were met.
  document.body.insertBefore(one("#overview"), main);
  document.body.insertBefore(bar, main);
  const failures = all(".failure");
  if (failures.length) main.append(one("#failures"), ...failures);
  document.body.classList.add("live");
  bar.hidden = false;

  // What can be filtered: each finding with its change and its file.
  const files = all(".file").map((element) => ({
    element,
    path: one("h2", element).textContent,
    number: one(".count", element),
    changes: [],
    shown: -1,
  }));
  const findings = [], changes = [];
  for (const file of files) {
    for (const element of all(".change", file.element)) {
      const change = { element, file, summary: element.firstElementChild, text: null, shown: true };
      changes.push(change);
      file.changes.push(change);
      for (const { dataset } of element.getElementsByClassName("finding")) {
        findings.push({ change, rule: dataset.rule, fix: dataset.fix, verdict: dataset.verdict });
      }
    }
  }
  // About how tall a file is that was not in sight yet.
  for (const { element, changes: { length } } of files) element.style.containIntrinsicSize = `auto ${3 + 14 * length}rem`;
  const byElement = new Map(changes.map((change) => [change.element, change]));

  // The buttons that filter, by what they filter and the value that they stand for.
  const facets = ["rule", "fix", "verdict", "folder"];
  const chosen = Object.fromEntries(facets.map((facet) => [facet, new Set()]));
  const buttons = new Map();
  for (const element of all("[data-facet]")) {
    const facet = element.dataset.facet;
    const name = one("bdi", element)?.textContent;
    const value = element.dataset.value ?? `${name}/${element.dataset.extent}`;
    const button = { element, facet, value, name, number: one(".number", element), rects: all("rect", element), counts: {} };
    buttons.set(`${facet} ${value}`, button);
    element.disabled = false;
  }
  // The folder that a file is counted in: of those shown the deepest that it stands in.
  const folders = [...buttons.values()].filter((button) => button.facet === "folder").sort((a, b) => b.name.length - a.name.length);
  for (const file of files) {
    const own = file.path.slice(0, Math.max(file.path.lastIndexOf("/"), 0));
    file.folder = folders.find(({ name }) => name === "" || own === name || own.startsWith(`${name}/`))?.value;
  }
  const widest = (facet) => Math.max(...[...buttons.values()].filter((button) => button.facet === facet).map((button) => Number(button.number.textContent.replaceAll(",", ""))), 1);
  const scale = { rule: 1000 / widest("rule"), folder: 1000 / widest("folder") };

  const textOf = (change) => (change.text ??= `${change.file.path}\n${change.element.textContent}`.toLowerCase());

  const notes = findings.filter(({ fix }) => fix === "note").length;
  const of = (shown, count, noun) => `${shown === count ? "" : `${counted(shown)} of `}${counted(count)} ${noun}${count === 1 ? "" : "s"}`;

  // Filters everything. A finding that one facet alone keeps out still counts on that facet's buttons: so
  // many more there would be.
  function filter() {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const button of buttons.values()) button.counts = { sum: 0 };
    for (const change of changes) {
      change.fits = words.every((word) => textOf(change).includes(word));
      change.found = 0;
    }
    let shownFindings = 0, shownNotes = 0;
    for (const { change, rule, fix, verdict } of findings) {
      if (!change.fits) continue;
      const values = [rule, fix, verdict, change.file.folder];
      const misses = facets.filter((facet, at) => chosen[facet].size && !chosen[facet].has(values[at]));
      if (misses.length > 1) continue;
      facets.forEach((facet, at) => {
        if (misses.length && misses[0] !== facet) return;
        const counts = buttons.get(`${facet} ${values[at]}`)?.counts;
        if (!counts) return;
        counts.sum += 1;
        counts[fix] = (counts[fix] ?? 0) + 1;
      });
      if (misses.length) continue;
      if (fix === "note") shownNotes += 1;
      else shownFindings += 1;
      change.found += 1;
    }
    hide();
    for (const button of buttons.values()) tell(button);
    const filtered = words.length > 0 || facets.some((facet) => chosen[facet].size);
    const shownFiles = files.filter((file) => file.shown).length;
    const said = [of(shownFindings, findings.length - notes, "finding")];
    if (notes) said.push(of(shownNotes, notes, "note"));
    one("#status").textContent = `${said.join(" and ")} in ${of(shownFiles, files.length, "file")}`;
    one("#clear").hidden = !filtered;
    bar.classList.toggle("filtered", filtered);
    one("#nothing").hidden = shownFiles > 0 || files.length === 0;
  }

  // Hides and shows what changed.
  function hide() {
    for (const file of files) file.found = 0;
    for (const change of changes) {
      const shown = change.found > 0;
      change.file.found += change.found;
      if (shown !== change.shown) change.element.hidden = !shown;
      change.shown = shown;
    }
    for (const file of files) {
      if (file.shown === file.found) continue;
      file.shown = file.found;
      file.element.hidden = file.found === 0;
      file.number.textContent = counted(file.found);
    }
  }

  // A button's number, its bar, and whether it is pressed.
  function tell({ element, facet, value, number, rects, counts }) {
    number.textContent = counted(counts.sum);
    element.classList.toggle("empty", counts.sum === 0);
    element.setAttribute("aria-pressed", chosen[facet].has(value));
    let before = 0;
    for (const rect of rects) {
      const after = before + (counts[rect.classList[0]] ?? 0);
      const [x, end] = [before, after].map((count) => Math.floor(count * scale[facet]));
      rect.setAttribute("x", x);
      rect.setAttribute("width", end - x);
      before = after;
    }
  }

  // The address: `#rule=E711,F632&fix=safe&folder=a/b/&text=…&at=path:row:column`.
  const placeOf = (change) => `${change.file.path}:${one(".place", change.summary).textContent}`;
  function writeAddress(at) {
    const parts = facets.filter((facet) => chosen[facet].size).map((facet) => `${facet}=${[...chosen[facet]].map(encodeURIComponent).join(",")}`);
    if (box.value) parts.push(`text=${encodeURIComponent(box.value)}`);
    if (at) parts.push(`at=${encodeURIComponent(at)}`);
    history.replaceState(null, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
  }
  function readAddress() {
    const decoded = (text) => {
      try {
        return decodeURIComponent(text);
      } catch {
        return text;
      }
    };
    const parts = new Map(location.hash.slice(1).split("&").map((part) => part.split(/=(.*)/s, 2)));
    for (const facet of facets) {
      const values = (parts.get(facet) ?? "").split(",").filter(Boolean).map(decoded);
      chosen[facet] = new Set(values.filter((value) => buttons.has(`${facet} ${value}`)));
    }
    box.value = decoded(parts.get("text") ?? "");
    filter();
    const at = decoded(parts.get("at") ?? "");
    const change = at && changes.find((change) => placeOf(change) === at);
    if (change) go(change.summary);
  }
  let waiting = 0;
  function changed() {
    filter();
    clearTimeout(waiting);
    // Browsers bear so many changes of the address and no more.
    waiting = setTimeout(writeAddress, 250);
  }
  function clear() {
    box.value = "";
    for (const facet of facets) chosen[facet].clear();
    changed();
  }

  // Where the reader is.
  let here = null;
  function mark(change) {
    if (here === change) return;
    here?.element.classList.remove("here");
    change?.element.classList.add("here");
    here = change ?? null;
  }
  function go(summary) {
    if (byElement.has(summary.parentElement)) summary.closest(".file").open = true;
    summary.focus({ preventScroll: true });
    // Always in the same place, so that the eye may stay where it is.
    show(summary.parentElement);
  }
  // Once more when it is drawn: until then what stands above it is as tall as was guessed.
  function show(element) {
    element.scrollIntoView();
    requestAnimationFrame(() => element.scrollIntoView());
  }
  // The first of what is shown and not yet scrolled past, from which the keys count where nothing in sight is
  // in focus.
  const top = () => (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0);
  function step(list, by) {
    if (!list.length) return;
    const focused = document.activeElement?.closest?.("main summary");
    const at = focused ? list.findIndex((summary) => summary === focused) : -1;
    const inSight = (element) => {
      const { bottom, top: upper } = element.getBoundingClientRect();
      return bottom > top() && upper < innerHeight;
    };
    if (at >= 0 && inSight(focused.parentElement)) return go(list[Math.min(Math.max(at + by, 0), list.length - 1)]);
    const past = (summary) => summary.parentElement.getBoundingClientRect().top < top() - 1;
    // They are in order, so the place is found by halves.
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (past(list[middle])) low = middle + 1;
      else high = middle;
    }
    go(list[Math.min(Math.max(by > 0 ? low : low - 1, 0), list.length - 1)]);
  }
  const shownChanges = () => changes.filter((change) => change.shown).map((change) => change.summary);
  const shownFiles = () => files.filter((file) => file.shown).map((file) => file.element.firstElementChild);
  function fold() {
    const open = !files.some((file) => file.shown && file.element.open);
    for (const file of files) file.element.open = open;
    one("#fold").textContent = open ? "Fold files" : "Unfold files";
  }

  const themes = ["system", "light", "dark"];
  function theme() {
    const { dataset } = document.documentElement;
    const next = themes[(themes.indexOf(dataset.theme ?? "system") + 1) % themes.length];
    if (next === "system") delete dataset.theme;
    else dataset.theme = next;
    one("#theme").setAttribute("aria-label", `Colours: ${next === "system" ? "as the system" : next}`);
    one("#theme").textContent = { system: "◐", light: "☀", dark: "☾" }[next];
  }

  const keys = {
    j: () => step(shownChanges(), 1),
    k: () => step(shownChanges(), -1),
    n: () => step(shownFiles(), 1),
    p: () => step(shownFiles(), -1),
    o: () => document.activeElement?.closest?.("main details")?.toggleAttribute("open"),
    O: fold,
    "/": () => (box.focus(), box.select(), scrollY < bar.offsetTop || bar.scrollIntoView({ block: "nearest" })),
    c: clear,
    l: () => here && writeAddress(placeOf(here)),
    t: theme,
    "?": () => help.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target === box) {
      if (event.key !== "Escape" && event.key !== "Enter") return;
      event.preventDefault();
      return box.blur();
    }
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // One listener for all of a kind.
  document.addEventListener("click", ({ target }) => {
    if (target.closest("[href='#failures']")) requestAnimationFrame(() => show(one("#failures")));
    const button = target.closest("button");
    if (!button) return target === help && help.close();
    const facet = button.dataset.facet;
    if (facet) {
      const { value } = [...buttons.values()].find(({ element }) => element === button);
      if (!chosen[facet].delete(value)) chosen[facet].add(value);
      return changed();
    }
    ({ clear, fold, theme, keys: keys["?"] })[button.id]?.();
  });
  box.addEventListener("input", changed);
  document.addEventListener("focusin", ({ target }) => mark(byElement.get(target.closest(".change"))));
  addEventListener("hashchange", readAddress);
  // What is selected from one side is that side's.
  main.addEventListener("mousedown", ({ target }) => {
    const diff = target.closest(".diff");
    diff?.classList.toggle("from-old", !!target.closest(".old"));
    diff?.classList.toggle("from-new", !!target.closest(".new"));
  });
  // Browsers that cannot show in print what is folded are helped.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("main details:not([open])");
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
  });

  readAddress();
})();

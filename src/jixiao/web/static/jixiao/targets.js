// Pages of filings: cells that save themselves, the keyboard of the grid, dialogs. All of it works without.
"use strict";

let saveNow = async () => {}; // what is typed and not saved, where a page fills in

// ------------------------------------------------------------------ a step in a dialog
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  let part = null;
  try {
    await saveNow(); // a step belongs to the table as it stands on the page
    const page = await fetch(link.href, { credentials: "same-origin" });
    part = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("#step");
  } catch {
    part = null;
  }
  if (!part) {
    location.href = link.href;
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.className = "jx-dialog";
  dialog.append(part);
  dialog.setAttribute("aria-label", part.querySelector("h2").textContent);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  dialog.querySelector("[data-close]").addEventListener("click", (close) => {
    close.preventDefault();
    dialog.close();
  });
  dialog.showModal();
});

// ------------------------------------------------------------------- a file dropped
for (const form of document.querySelectorAll(".jx-drop")) {
  const over = (event) => {
    event.preventDefault();
    form.classList.toggle("jx-over", event.type === "dragover");
  };
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", over);
  form.addEventListener("drop", (event) => {
    over(event);
    if (event.dataTransfer.files.length) form.querySelector("input[type=file]").files = event.dataTransfer.files;
  });
}

// ---------------------------------------------------- a table beside the file it was read from
for (const section of document.querySelectorAll(".jx-reading")) beside(section);

function beside(section) {
  const pane = section.querySelector(".jx-source");
  let wanted = ""; // the address of the cell or row that is looked at

  const from = (address) => [...pane.querySelectorAll(".jx-from")].filter((each) =>
    each.dataset.at.split(" ").some((at) => at === address || at.startsWith(`${address}.`)));

  // Brings a cell into the sight of its own pane; the page stays where it is.
  function reveal(cell) {
    const box = cell.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    const isSeen = [box.top >= frame.top && box.bottom <= frame.bottom, box.left >= frame.left && box.right <= frame.right];
    pane.scrollBy({
      top: isSeen[0] ? 0 : box.top - frame.top - (frame.height - Math.min(box.height, frame.height)) / 2,
      left: isSeen[1] ? 0 : box.left - frame.left - (frame.width - Math.min(box.width, frame.width)) / 2,
    });
  }

  function light(address) {
    wanted = address;
    for (const each of pane.querySelectorAll(".jx-lit")) each.classList.remove("jx-lit");
    const found = from(address);
    for (const each of found) each.classList.add("jx-lit");
    if (found.length) reveal(found.find((each) => each.dataset.at.includes("target")) || found[0]);
    return found.length > 0;
  }

  const addressOf = (element) => element.id.slice(element.id.indexOf(".") + 1);

  section.addEventListener("focusin", (event) => {
    if (event.target.matches(".jx-cell, .jx-text")) light(addressOf(event.target));
  });
  section.addEventListener("click", (event) => {
    const link = event.target.closest("[data-where], .jx-from");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.where !== undefined) {
      // Where the file stands below the table, the link leads there.
      if (light(link.dataset.where) && getComputedStyle(pane).position === "sticky") event.preventDefault();
      return;
    }
    const value = link.dataset.at.split(" ").map((at) => document.getElementById(link.getAttribute("href").replace(/\..*/, `.${at}`).slice(1))).find(Boolean);
    if (!value) return;
    event.preventDefault();
    value.focus({ preventScroll: true });
    value.scrollIntoView({ block: "center" });
    light(addressOf(value));
  });
  pane.addEventListener("htmx:afterSwap", () => wanted && light(wanted));
  const lit = pane.querySelector(".jx-lit");
  if (lit) reveal(lit);
}

// -------------------------------------------------------------------- filling in
const form = document.getElementById("fill");
if (form) filling(form);

function filling(form) {
  const said = form.dataset;
  const pending = new Map(); // cell to nothing: those that differ from what the server has
  let sending = false;
  let isOut = false; // signed out, or another person signed in
  let isRenewed = false; // since something was taken
  let underWay = Promise.resolve();
  let pause = 0;
  let timer = null;

  const cells = () => [...form.querySelectorAll(".jx-cell")];
  const address = (cell) => cell.name.slice("cell.".length);
  const hidden = (cell) => form.elements[`was.${address(cell)}`];
  const cellAt = (name) => form.elements[`cell.${name}`];
  const same = (cell) => cell.value === hidden(cell).value.replaceAll("\r\n", "\n");

  function show() {
    const held = cells().map((cell) => cell.dataset.state);
    const number = (state) => held.filter((each) => each === state).length;
    const output = document.getElementById("saving");
    const [state, text] = number("refused")
      ? ["refused", (form.querySelector(".jx-conflict .btn") ? said.refused : said.unfit).replace("{n}", number("refused"))]
      : number("failed")
        ? ["failed", (isOut ? said.out : said.failed).replace("{n}", number("failed"))]
        : number("saving") || number("changed")
          ? ["saving", said.saving]
          : held.some(Boolean)
            ? ["saved", said.saved]
            : ["", ""];
    output.dataset.state = state;
    if (output.dataset.text === text) return;
    output.dataset.text = output.textContent = text;
    if (state === "failed" && isOut) output.append(link(said.in, said.door, "_blank"));
  }

  function link(text, href, target = "") {
    return Object.assign(document.createElement("a"), { textContent: text, href, target, rel: "noopener" });
  }

  function mark(cell, state) {
    if (state) cell.dataset.state = state;
    else delete cell.dataset.state;
    show();
  }

  function changed(cell) {
    if (same(cell)) {
      pending.delete(cell);
      if (cell.dataset.state !== "saved") mark(cell, "");
      return;
    }
    pending.set(cell, null);
    mark(cell, "changed");
  }

  function soon(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(() => { underWay = send(); }, milliseconds);
  }

  saveNow = async () => {
    await underWay;
    clearTimeout(timer);
    await (underWay = send());
  };

  async function send() {
    if (sending || !pending.size) return;
    sending = true;
    const batch = [...pending.keys()];
    const sent = new Map(batch.map((cell) => [address(cell), cell.value]));
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("revision", form.elements.revision.value);
    for (const cell of batch) {
      body.set(cell.name, cell.value);
      body.set(`was.${address(cell)}`, hidden(cell).value);
      mark(cell, "saving");
    }
    try {
      const answer = await fetch(said.cells, { method: "POST", body, credentials: "same-origin", redirect: "error" });
      const isTold = answer.headers.get("Content-Type")?.includes("json");
      const told = isTold ? await answer.json() : {};
      if (answer.ok) {
        take(told, sent);
        pause = 0;
        isOut = isRenewed = false;
      } else if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
      else if (!isTold && (answer.status === 401 || answer.status === 403)) await renew(batch);
      else stop(batch, told.message);
    } catch {
      pause = Math.min(pause ? pause * 2 : 2000, 30000);
      for (const cell of batch) mark(cell, "failed");
      soon(pause);
    } finally {
      sending = false;
    }
    if (pending.size && !pause) soon(0);
  }

  // The session has ended: once the same person has signed in again, what waits is sent as from a new page.
  async function renew(batch) {
    const page = await fetch(location.pathname, { credentials: "same-origin" });
    const now = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("fill");
    isOut = now?.dataset.account !== said.account;
    if (isOut || isRenewed) throw new Error("not taken");
    isRenewed = true;
    pause = 0;
    form.elements.csrfmiddlewaretoken.value = now.elements.csrfmiddlewaretoken.value;
    for (const cell of batch) mark(cell, "changed");
  }

  function take(told, sent) {
    form.elements.revision.value = told.revision;
    for (const [name, text] of Object.entries(told.saved)) {
      const cell = cellAt(name);
      hidden(cell).value = text;
      if (cell.value === sent.get(name)) {
        cell.value = text;
        pending.delete(cell);
        mark(cell, "saved");
      }
      conflict(cell, null);
    }
    for (const each of told.refused) {
      const cell = cellAt(each.address);
      if (cell.value !== sent.get(each.address)) continue; // typed on meanwhile, and sent again
      pending.delete(cell);
      mark(cell, "refused");
      conflict(cell, each);
    }
    find(told.found);
    sums(told.sums);
    add();
    for (const [place, each] of [...document.querySelectorAll("#counts .jx-count")].entries()) {
      const [level, number] = told.counts[place];
      each.querySelector("b").textContent = number;
      each.classList.toggle(`jx-${level}`, number > 0);
    }
    show();
  }

  // The table was handed in, rows came or went: what was typed stays here to be copied.
  function stop(batch, message) {
    for (const cell of batch) {
      pending.delete(cell);
      mark(cell, "refused");
    }
    const output = document.getElementById("saving");
    output.dataset.state = "refused";
    delete output.dataset.text;
    output.textContent = `${message || said.failed.replace("{n}", batch.length)} `;
    output.append(link(said.reload, location.pathname));
  }

  function conflict(cell, refused) {
    cell.parentElement.querySelector(".jx-conflict")?.remove();
    if (!refused) return;
    const note = document.createElement("div");
    note.className = "jx-conflict";
    note.setAttribute("role", "alert");
    note.textContent = refused.why;
    if (refused.now !== hidden(cell).value) {
      note.textContent += ` ${said.now}${refused.now || "—"}`;
      note.append(document.createElement("br"));
      note.append(choice(said.mine, () => {
        hidden(cell).value = refused.now;
        conflict(cell, null);
        changed(cell);
        soon(0);
      }));
      note.append(choice(said.theirs, () => {
        hidden(cell).value = cell.value = refused.now;
        conflict(cell, null);
        mark(cell, "saved");
      }));
    }
    cell.before(note);
  }

  function choice(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  function find(found) {
    for (const list of form.querySelectorAll("[data-found]")) list.replaceChildren();
    for (const cell of cells()) delete cell.dataset.level;
    for (const each of found) {
      const list = form.querySelector(`[data-found="${CSS.escape(each.address)}"]`) || form.querySelector('[data-found=""]');
      if (!list) continue;
      const item = document.createElement("li");
      item.className = `jx-finding jx-${each.level}`;
      const level = document.createElement("b");
      level.textContent = each.name;
      item.append(level, ` ${each.text}`);
      if (each.advice) {
        const advice = document.createElement("span");
        advice.className = "jx-advice";
        advice.textContent = each.advice;
        item.append(" ", advice);
      }
      list.append(item);
      const cell = each.address && cellAt(each.address);
      if (cell?.dataset && cell.dataset.level !== "error") cell.dataset.level = each.level;
    }
  }

  function sums(lines) {
    const list = document.getElementById("sums");
    if (!list) return;
    list.replaceChildren(...lines.map(([text, closes]) => {
      const item = document.createElement("li");
      item.textContent = text;
      if (!closes) item.className = "jx-error";
      return item;
    }));
  }

  // Sums as one types: in whole millionths, so that no cent is lost in binary fractions.
  function amount(text) {
    const found = /^-?\d+(?:\.\d{1,6})?$/.exec(text.replaceAll(/[,，\s]/g, ""));
    return found ? BigInt(Math.round(Number(found[0]) * 1e6)) : null;
  }

  function add() {
    for (const total of form.querySelectorAll("input[data-parts]")) {
      const parts = total.dataset.parts.split(" ").map((name) => cellAt(name)).filter(Boolean);
      const note = total.closest("tr").querySelector("[data-sum]");
      const filled = parts.filter((part) => part.value.trim());
      const amounts = filled.map((part) => amount(part.value));
      if (!filled.length || amounts.includes(null)) {
        note.textContent = "";
        continue;
      }
      const sum = amounts.reduce((held, each) => held + each, 0n);
      const closes = amount(total.value) === sum;
      const text = (Number(sum) / 1e6).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 6 });
      note.textContent = `${said.parted}${text} ${closes ? "✓" : total.value.trim() ? "≠" : ""}`;
      note.classList.toggle("jx-error", !closes && Boolean(total.value.trim()));
    }
  }

  // ------------------------------------------------------------------ keyboard and paste
  function column(cell) {
    return cell.closest(".jx-indicators") ? address(cell).split(".")[2] : null;
  }

  function below(cell, step) {
    const row = cell.closest("tr");
    const name = column(cell);
    if (!row) return null;
    const rows = [...row.parentElement.rows].filter((each) => !each.classList.contains("jx-under"));
    const next = rows[rows.indexOf(row) + step];
    if (!next) return null;
    return [...next.querySelectorAll(".jx-cell")].find((each) => column(each) === name) || null;
  }

  function beside(cell, step) {
    const row = [...cell.closest("tr").querySelectorAll(".jx-cell")];
    return row[row.indexOf(cell) + step] || null;
  }

  // A row that was added or moved is where one goes on; going to it takes the focus away until all is loaded.
  window.addEventListener("load", () => requestAnimationFrame(() => {
    const row = document.getElementById(location.hash.slice(1));
    const cells = [...(row?.querySelectorAll(".jx-level .jx-cell, .jx-name .jx-cell") || [])];
    (cells.find((cell) => !cell.value) || cells.at(-1))?.focus();
  }));

  form.addEventListener("keydown", (event) => {
    const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const button = event.altKey && step && event.target.closest("[data-row]")?.querySelector(`button[value^="${step}."]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  document.getElementById("unit")?.addEventListener("change", (event) => {
    event.target.nextElementSibling.click();
  });

  form.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!cell.matches?.(".jx-cell") || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const grid = cell.closest("table");
    if (!grid) return;
    const at = [cell.selectionStart === 0 && cell.selectionEnd === 0, cell.selectionStart === cell.value.length];
    const lines = cell.value.includes("\n");
    let next = null;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      next = below(cell, 1) || (column(cell) && form.querySelector('button[value^="add."]:not(.jx-tools *)'));
    } else if (event.key === "ArrowDown" && !lines && !cell.list) next = below(cell, 1);
    else if (event.key === "ArrowUp" && !lines && !cell.list) next = below(cell, -1);
    else if (event.key === "ArrowLeft" && at[0]) next = beside(cell, -1);
    else if (event.key === "ArrowRight" && at[1] && cell.selectionStart === cell.selectionEnd) next = beside(cell, 1);
    if (!next) return;
    event.preventDefault();
    next.focus();
    if (next.select && next.matches(".jx-cell")) next.select();
  });

  form.addEventListener("paste", (event) => {
    const cell = event.target;
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!cell.matches?.("table .jx-cell") || !/[\t\n]/.test(text.trim())) return;
    if (column(cell)) {
      if (!form.elements.block) return;
      event.preventDefault();
      form.elements.block.value = text;
      form.elements.place.value = Number(cell.closest("tr").dataset.row) + 1;
      form.elements.from.value = column(cell);
      form.querySelector('button[value="paste"]').click();
      return;
    }
    event.preventDefault();
    let target = cell;
    for (const line of text.trim().split(/\r?\n/)) {
      if (!target) break;
      target.value = line.split("\t")[0].trim();
      changed(target);
      target = below(target, 1);
    }
    add();
    soon(0);
  });

  // Typing >= gives the sign; a number is offered with signs and units.
  const offered = document.getElementById("targets");
  const usual = [...offered.options];
  function offer(cell) {
    const usualSigns = { ">=": "≥", "<=": "≤", "=>": "≥", "=<": "≤" };
    const typed = cell.value.slice(0, 2);
    if (usualSigns[typed]) cell.value = usualSigns[typed] + cell.value.slice(2);
    const found = /^([≥≤=><]?)(\d[\d,.]*)$/.exec(cell.value.trim());
    if (!found) {
      offered.replaceChildren(...usual);
      return;
    }
    const signs = found[1] ? [found[1]] : ["≥", "=", "≤"];
    const texts = offered.dataset.units.split(" ").flatMap((unit) => signs.map((sign) => `${sign}${found[2]}${unit}`));
    offered.replaceChildren(...texts.map((text) => Object.assign(document.createElement("option"), { value: text })));
  }

  // Second levels are those of the row's first level.
  const seconds = document.getElementById("levels2");
  const all = [...seconds.options];
  form.addEventListener("focusin", (event) => {
    const cell = event.target;
    if (!cell.matches?.(".jx-cell")) return;
    if (column(cell) === "target") offer(cell);
    if (column(cell) !== "level2") return;
    const first = cellAt(address(cell).replace("level2", "level1"))?.value;
    const fitting = all.filter((option) => option.dataset.of === first);
    seconds.replaceChildren(...(fitting.length ? fitting : all));
  });

  form.addEventListener("input", (event) => {
    const cell = event.target;
    if (!cell.matches?.(".jx-cell")) return;
    if (column(cell) === "target") offer(cell);
    changed(cell);
    if (cell.closest(".jx-funds")) add();
    if (!pause) soon(3000); // every save is a line of the history
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches?.(".jx-cell") && pending.size) soon(0);
  });
  window.addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => { if (isOut && !document.hidden) soon(0); });
  let leaving = false;
  form.addEventListener("submit", (event) => {
    if (sending) { // what the server is just taking is no news to what is sent next
      event.preventDefault();
      underWay.then(() => form.requestSubmit(event.submitter));
      return;
    }
    leaving = true; // the form carries every cell
    clearTimeout(timer);
  });
  window.addEventListener("beforeunload", (event) => {
    const unsaved = cells().some((cell) => ["changed", "saving", "failed", "refused"].includes(cell.dataset.state));
    if (unsaved && !leaving) event.preventDefault();
  });
  add();
}

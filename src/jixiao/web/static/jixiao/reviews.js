// Pages of reviews: keys, boxes that are ticked together, answers that refuse. All of it works without.
"use strict";

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("tbody[data-row], .jx-queue tr[data-row]")];
const here = () => document.activeElement?.closest("tbody[data-row], .jx-queue tr[data-row]");

function go(step) {
  const all = rows();
  const at = all.indexOf(here());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

const keys = {
  j: () => go(1),
  k: () => go(-1),
  n: () => document.querySelector('a[data-key="n"]')?.click(),
  c: () => here()?.querySelector("[data-comment]")?.click(),
  x: () => here()?.querySelector("[name=chosen]")?.click(),
  Enter: () => here()?.querySelector("th a")?.click(),
  "?": () => {
    const shown = document.getElementById("keys");
    shown.open = !shown.open;
    if (shown.open) shown.scrollIntoView({ block: "nearest" });
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog[open]") || !Object.hasOwn(keys, event.key)) return;
  if (event.key === "Enter" && event.target !== here()) return;
  event.preventDefault();
  keys[event.key]();
});

// One box ticks all of the page, and how many are ticked is said.
const all = document.querySelector("[data-all]");
if (all) {
  const boxes = [...document.querySelectorAll("[name=chosen]")];
  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    document.querySelector("[data-chosen]").textContent = number || "";
    all.checked = number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
  };
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  });
  for (const box of boxes) box.addEventListener("change", count);
  count();
}

// Adding up is done as one types; a file that is fetched leaves the form where it is.
for (const button of document.querySelectorAll("[data-plain]")) button.hidden = true;
document.addEventListener("submit", (event) => {
  if (event.submitter?.matches("[data-again]")) setTimeout(() => delete event.target.dataset.sent, 0);
});

// What was refused comes with the whole page as it is now: it is shown whole.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status < 400 || !xhr.getResponseHeader("Content-Type")?.includes("html")) return;
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html").getElementById("main");
  if (!page) return;
  event.preventDefault();
  document.getElementById("main").replaceWith(page);
  htmx.process(page);
  scrollTo(0, 0);
});
// The row one is at stays the one, and what opened is where one writes.
document.addEventListener("htmx:afterSettle", (event) => {
  const row = document.getElementById(event.detail.target.id);
  if (!row?.matches("[data-row]")) return;
  (row.querySelector("select") || row).focus({ preventScroll: true });
});

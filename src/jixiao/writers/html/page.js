(() => {
  // Rows name the outlines of their cells in data-cells; this is the way back.
  const rows = new Map();
  for (const row of document.querySelectorAll("[data-cells]")) {
    for (const id of row.dataset.cells.split(" ")) rows.set(id, [...(rows.get(id) ?? []), row]);
  }
  let lit = [];

  const cells = (row) => row.dataset.cells.split(" ").map((id) => document.getElementById(id));

  // What belongs together, what is pointed at first; a level has many rows and lights no other cells.
  function group(element) {
    const cell = element.closest?.(".cell");
    const own = cell && (rows.get(cell.id) ?? []);
    if (cell) return [cell, ...own, ...(own.length === 1 ? cells(own[0]) : [])];
    const row = element.closest?.("[data-cells]");
    return row ? [row, ...cells(row)] : [];
  }

  function light(elements) {
    lit.forEach((each) => each.classList.remove("lit"));
    lit = elements.filter(Boolean);
    lit.forEach((each) => each.classList.add("lit"));
  }

  // Bring a cell into the sight of its own pane, without moving the page.
  function reveal(cell) {
    const pane = cell?.closest(".source");
    if (!pane) return;
    const box = cell.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    const isSeen = [box.top >= frame.top && box.bottom <= frame.bottom, box.left >= frame.left && box.right <= frame.right];
    pane.scrollBy({
      top: isSeen[0] ? 0 : box.top - frame.top - (frame.height - Math.min(box.height, frame.height)) / 2,
      left: isSeen[1] ? 0 : box.left - frame.left - (frame.width - Math.min(box.width, frame.width)) / 2,
    });
  }

  function show(event) {
    const found = group(event.target);
    light(found);
    const outlined = found.filter((each) => each?.classList.contains("cell"));
    if (found[0] && !outlined.includes(found[0])) {
      reveal(outlined.find((each) => each.matches(".target")) ?? outlined.at(-1));
    }
  }

  document.addEventListener("pointerover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const goal = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!goal || !link.closest(".source, .reading")) return;
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    light(group(goal).length ? group(goal) : [goal]);
    if (goal.closest(".source")) reveal(goal);
    else goal.scrollIntoView({ block: "center", behavior: "auto" });
    (goal.matches("a") ? goal : goal.querySelector("a:not([tabindex])") ?? goal).focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = document.activeElement?.closest(".reading [data-cells]");
    if (event.key === "Escape") light([]);
    if (!step || !here) return;
    const stops = [...here.closest(".reading").querySelectorAll("[data-cells] a:not([tabindex])")];
    const next = stops[stops.findIndex((each) => here.contains(each)) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
})();

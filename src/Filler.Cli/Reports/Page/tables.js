"use strict";
// Tables that sort on a click on a column's head; a second click turns the order round.
const cellValue = cell => {
  const value = cell.dataset.value;
  return value === undefined ? cell.textContent.trim() : value === "" ? null : +value;
};

const compareCells = (a, b) => a === b ? 0 : a === null ? 1 : b === null ? -1 : typeof a === "number" ? a - b : a.localeCompare(b);

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (table.tBodies[0].rows[0] && table.tBodies[0].rows[0].cells[column].classList.contains("number")) head.classList.add("number");
    head.firstElementChild.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      heads.forEach(h => h.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows].map(row => ({ row, value: cellValue(row.cells[column]) }));
      // Empty cells stay last in both orders.
      rows.sort((a, b) => (descending && a.value !== null && b.value !== null ? -1 : 1) * compareCells(a.value, b.value));
      table.tBodies[0].append(...rows.map(r => r.row));
    });
  });
}

import type { ReactNode } from "react";
import { ArrowDown, ArrowUp } from "./icons";
import "./table.css";

export interface Column<R> {
  key: string;
  title: string;
  cell: (row: R) => ReactNode;
  numeric?: boolean;
  /** The name that `sort` gets; columns without one can't be sorted. */
  sortBy?: string;
  /** Leave the title away on cards. */
  bare?: boolean;
  /** Keep the title for screen readers alone. */
  hideTitle?: boolean;
  width?: string;
}

export interface Sort {
  by: string;
  order: "asc" | "desc";
}

interface TableProps<R> {
  caption: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string | number;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
}

/** A table whose rows become cards on phones. The caption is for screen readers. */
export function Table<R>({ caption, columns, rows, rowKey, sort, onSort }: TableProps<R>) {
  return (
    <div className="table-box" tabIndex={-1}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? "numeric" : undefined} style={{ width: column.width }} aria-sort={ariaSort(column, sort)}>
                <Heading column={column} sort={sort} onSort={onSort} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={column.numeric ? "numeric" : undefined} data-title={column.bare ? undefined : column.title}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ariaSort<R>(column: Column<R>, sort: Sort | undefined) {
  if (!column.sortBy || column.sortBy !== sort?.by) return undefined;
  return sort.order === "asc" ? "ascending" : "descending";
}

function Heading<R>({ column, sort, onSort }: { column: Column<R>; sort: Sort | undefined; onSort: ((sort: Sort) => void) | undefined }) {
  const { sortBy, title } = column;
  if (column.hideTitle) return <span className="visually-hidden">{title}</span>;
  if (!sortBy || !onSort) return <>{title}</>;
  const current = sort?.by === sortBy;
  const order = current && sort.order === "asc" ? "desc" : "asc";
  return (
    <button type="button" className="sort" onClick={() => onSort({ by: sortBy, order })}>
      {title}
      {current && (sort.order === "asc" ? <ArrowUp size={14} aria-hidden /> : <ArrowDown size={14} aria-hidden />)}
    </button>
  );
}

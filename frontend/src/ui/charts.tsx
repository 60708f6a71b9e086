/** Charts in SVG, each with its figures as a table beside it. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { formatShort, useText, words } from "../app/language";
import { labelled, niceTicks } from "./chart-scale";
import "./charts.css";
import { Segments } from "./tabs";

const text = words({
  id: { chart: "Grafik", table: "Tabel", view: "Tampilan", low: "Paling rendah", high: "Paling tinggi", forecast: "perkiraan", observed: "tercatat", band: "rentang perkiraan", what: "Bagian", keys: "Gerakkan dengan panah kiri dan kanan." },
  en: { chart: "Chart", table: "Table", view: "View", low: "Lowest", high: "Highest", forecast: "forecast", observed: "recorded", band: "forecast range", what: "Part", keys: "Move with the left and right arrow keys." },
});

export interface Point {
  /** As it stands on the axis and in the table, such as "28 Nov". */
  label: string;
  value: number | null;
  /** The band of a forecast. */
  low?: number | null;
  high?: number | null;
  /** Draw it dashed. */
  forecast?: boolean;
}

interface ChartProps {
  title: string;
  points: readonly Point[];
  /** Write a value in the table and in the tooltip. */
  format: (value: number) => string;
  /** The heading of the values. */
  unit: string;
  kind?: "line" | "bars";
  height?: number;
}

const BOTTOM = 24;
const TOP = 8;
/** About the width of a digit at the size of the axes. */
const DIGIT_WIDTH = 7;
const LABEL_GAP = 10;

/** A line with the band of its forecast, or bars. */
export function Chart({ title, points, format, unit, kind = "line", height = 240 }: ChartProps) {
  const t = useText(text);
  const [view, setView] = useState<"chart" | "table">("chart");
  const banded = points.some(({ low }) => low !== undefined && low !== null);
  return (
    <figure className="chart">
      <figcaption className="row between">
        <h3>{title}</h3>
        <Segments label={`${t.view}: ${title}`} value={view} onChange={setView} choices={[{ value: "chart", label: t.chart }, { value: "table", label: t.table }]} />
      </figcaption>
      {view === "chart" ? (
        <>
          <Plot {...{ title, points, format, kind, height }} />
          <Legend points={points} />
        </>
      ) : (
        <div className="chart-table" tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col"><span className="visually-hidden">{t.what}</span></th>
                <th scope="col" className="numeric">{unit}</th>
                {banded && <><th scope="col" className="numeric">{t.low}</th><th scope="col" className="numeric">{t.high}</th></>}
              </tr>
            </thead>
            <tbody>
              {points.map((point, place) => (
                <tr key={place}>
                  <th scope="row">{point.label}{point.forecast && <span className="soft"> ({t.forecast})</span>}</th>
                  <td className="numeric">{point.value === null ? "–" : format(point.value)}</td>
                  {banded && <><td className="numeric">{written(point.low, format)}</td><td className="numeric">{written(point.high, format)}</td></>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </figure>
  );
}

const written = (value: number | null | undefined, format: (value: number) => string) => (value === null || value === undefined ? "–" : format(value));

/** The width of an element, kept up to date. */
function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const watched = element.current;
    if (!watched) return;
    const observer = new ResizeObserver(() => setWidth(watched.clientWidth));
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}

function Plot({ title, points, format, kind, height }: Required<Omit<ChartProps, "unit">>) {
  const t = useText(text);
  const { element, width } = useWidth();
  const [active, setActive] = useState<number | null>(null);
  const values = points.flatMap(({ value, low, high }) => [value, low, high]).filter((value) => value !== null && value !== undefined);
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values), values.every(Number.isInteger));
  const [least, most] = [ticks[0]!, ticks.at(-1)!];
  const names = ticks.map(formatShort);
  const left = Math.ceil(Math.max(...names.map(({ length }) => length)) * DIGIT_WIDTH) + 12;
  const step = Math.max(1, width - left) / Math.max(1, points.length);
  const x = (place: number) => left + step * (place + 0.5);
  const y = (value: number) => TOP + (height - TOP - BOTTOM) * (1 - (value - least) / (most - least || 1));
  const longest = Math.max(0, ...points.map(({ label }) => label.length)) * DIGIT_WIDTH;
  // A label at the edge stays within the chart.
  const labelX = (place: number) => Math.min(Math.max(x(place), left + longest / 2), width - longest / 2);
  // Bars are few, and each is something else; days may be left out.
  const named = labelled(points.length, step, kind === "bars" ? longest : 1.5 * longest + LABEL_GAP, longest, labelX);
  const last = points.length - 1;

  const move = (event: PointerEvent<SVGSVGElement>) => {
    const place = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left - left) / step);
    setActive(place >= 0 && place <= last ? place : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowRight: (active ?? -1) + 1, ArrowLeft: (active ?? last + 1) - 1, Home: 0, End: last }[event.key];
    if (event.key === "Escape" && active !== null) setActive(null);
    if (next === undefined || last < 0) return;
    event.preventDefault();
    setActive(Math.min(last, Math.max(0, next)));
  };
  return (
    <div className="plot" ref={element} style={{ height }} tabIndex={0} role="group" aria-label={`${title}. ${t.keys}`} onKeyDown={onKeyDown} onBlur={() => setActive(null)}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          aria-hidden
          onPointerMove={move}
          onPointerDown={move}
          // After a touch the figures stay until the next one.
          onPointerLeave={(event) => { if (event.pointerType === "mouse") setActive(null); }}
        >
          {ticks.map((tick, place) => (
            <g key={tick}>
              <line className={tick === 0 ? "grid zero" : "grid"} x1={left} x2={width} y1={y(tick)} y2={y(tick)} />
              <text className="tick" x={left - 8} y={y(tick)} textAnchor="end" dominantBaseline="middle">{names[place]}</text>
            </g>
          ))}
          {points.map(({ label }, place) => named.has(place) && (
            <text key={place} className="tick" x={labelX(place)} y={height - 6} textAnchor="middle">{label}</text>
          ))}
          {active !== null && <line className="cursor" x1={x(active)} x2={x(active)} y1={TOP} y2={height - BOTTOM} />}
          {kind === "bars" ? <Bars {...{ points, x, y, step, active }} /> : <Lines {...{ points, x, y, active }} />}
        </svg>
      )}
      <div aria-live="polite">{active !== null && points[active] && <Tip point={points[active]} x={x(active)} width={width} format={format} />}</div>
    </div>
  );
}

interface Scales {
  points: readonly Point[];
  x: (place: number) => number;
  y: (value: number) => number;
  active: number | null;
}

function Bars({ points, x, y, step, active }: Scales & { step: number }) {
  const width = Math.max(1, Math.min(40, step * 0.7));
  return points.map(({ value, forecast }, place) => {
    if (!value) return null;
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    const state = `${forecast ? "forecast" : ""} ${place === active ? "active" : ""}`;
    return <rect key={place} className={`bar ${state}`} x={x(place) - width / 2} y={top} width={width} height={Math.max(1, bottom - top)} rx={Math.min(3, width / 3)} />;
  });
}

function Lines({ points, x, y, active }: Scales) {
  const at = (place: number, value: number) => `${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
  /** A line through the wanted points, which breaks where a value is missing. */
  const path = (wanted: (point: Point, place: number) => boolean) => {
    let drawing = false;
    return points.map((point, place) => {
      const step = point.value === null || !wanted(point, place) ? "" : `${drawing ? "L" : "M"}${at(place, point.value)}`;
      drawing = step !== "";
      return step;
    }).join("");
  };
  // The forecast and its band start at the last observation.
  const start = points.findIndex(({ forecast }) => forecast) - 1;
  const banded = points.flatMap(({ value, low, high }, place) => {
    if (typeof low === "number" && typeof high === "number") return [{ place, low, high }];
    return place === start && value !== null ? [{ place, low: value, high: value }] : [];
  });
  const value = active === null ? null : points[active]?.value;
  const alone = points.map((point, place) => ({ ...point, place }))
    .filter(({ place, value: own }) => own !== null && (points[place - 1]?.value ?? null) === null && (points[place + 1]?.value ?? null) === null);
  return (
    <>
      {banded.length > 1 && (
        <path className="band" d={`M${banded.map(({ place, high }) => at(place, high)).join("L")}L${[...banded].reverse().map(({ place, low }) => at(place, low)).join("L")}Z`} />
      )}
      <path className="line" d={path(({ forecast }) => !forecast)} />
      <path className="line forecast" d={path(({ forecast }, place) => Boolean(forecast || place === start))} />
      {alone.map(({ place, value: own }) => <circle key={place} className="dot" cx={x(place)} cy={y(own!)} r={4} />)}
      {active !== null && typeof value === "number" && <circle className="dot" cx={x(active)} cy={y(value)} r={5} />}
    </>
  );
}

function Tip({ point, x, width, format }: { point: Point; x: number; width: number; format: (value: number) => string }) {
  const t = useText(text);
  const right = x > width / 2;
  const room = Math.max(x, width - x) - 12;
  return (
    <div className="chart-tip" style={{ maxWidth: room, ...(right ? { right: width - x + 12 } : { left: x + 12 }) }}>
      <span className="soft">{point.label}{point.forecast && ` (${t.forecast})`}</span>
      <strong>{written(point.value, format)}</strong>
      {typeof point.low === "number" && typeof point.high === "number" && <span className="soft">{format(point.low)} – {format(point.high)}</span>}
    </div>
  );
}

/** What the lines and the band mean. */
function Legend({ points }: { points: readonly Point[] }) {
  const t = useText(text);
  if (!points.some(({ forecast }) => forecast)) return null;
  return (
    <ul className="chart-legend" aria-hidden>
      <li><svg width={20} height={8}><path className="line" d="M0 4H20" /></svg>{t.observed}</li>
      <li><svg width={20} height={8}><path className="line forecast" d="M0 4H20" /></svg>{t.forecast}</li>
      {points.some(({ low }) => typeof low === "number") && <li><svg width={20} height={12}><rect className="band" x={0.5} y={0.5} width={19} height={11} /></svg>{t.band}</li>}
    </ul>
  );
}

/** A line without axes, for beside a figure, which it doesn't replace. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const [width, height, edge] = [96, 28, 3];
  const most = Math.max(...values, 1);
  const step = (width - 2 * edge) / Math.max(1, values.length - 1);
  const line = values.map((value, place) => [edge + place * step, height - edge - ((height - 2 * edge) * Math.max(0, value)) / most] as const);
  const last = line.at(-1);
  if (!last) return null;
  const path = line.map((point) => point.map((each) => each.toFixed(1)).join(" ")).join("L");
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden>
      <path className="area" d={`M${line[0]![0]} ${height}L${path}L${last[0]} ${height}Z`} />
      <path d={`M${path}`} />
      <circle cx={last[0]} cy={last[1]} r={2.5} />
    </svg>
  );
}

/** A figure with its name, and its change or its history below. */
export function Figure({ name, value, hint, children }: { name: ReactNode; value: ReactNode; hint?: ReactNode; children?: ReactNode }) {
  const id = useId();
  return (
    <div className="card figure" role="group" aria-labelledby={id}>
      <div className="figure-head"><p className="figure-name" id={id}>{name}</p>{hint}</div>
      <p className="figure-value">{value}</p>
      {children && <div className="figure-more">{children}</div>}
    </div>
  );
}

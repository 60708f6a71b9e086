/** Charts in SVG, each with its figures as a table beside it. */
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { formatShort, useText, words } from "../app/language";
import { niceTicks } from "./chart-scale";
import "./charts.css";
import { Segments } from "./tabs";

const text = words({
  id: { chart: "Grafik", table: "Tabel", view: "Tampilan", low: "Paling rendah", high: "Paling tinggi", forecast: "perkiraan" },
  en: { chart: "Chart", table: "Table", view: "View", low: "Lowest", high: "Highest", forecast: "forecast" },
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

const LEFT = 48;
const BOTTOM = 24;
const TOP = 8;
const LABEL_WIDTH = 72;

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
        <Plot {...{ title, points, format, kind, height }} />
      ) : (
        <div className="chart-table" tabIndex={0} role="region" aria-label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col" />
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
  const { element, width } = useWidth();
  const [active, setActive] = useState<number | null>(null);
  const values = points.flatMap(({ value, low, high }) => [value, low, high]).filter((value) => value !== null && value !== undefined);
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values));
  const [least, most] = [ticks[0]!, ticks.at(-1)!];
  const step = Math.max(1, width - LEFT) / Math.max(1, points.length);
  const x = (place: number) => LEFT + step * (place + 0.5);
  const y = (value: number) => TOP + (height - TOP - BOTTOM) * (1 - (value - least) / (most - least || 1));
  const every = Math.max(1, Math.ceil(LABEL_WIDTH / step));
  const move = (event: React.PointerEvent<SVGSVGElement>) => {
    const place = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT) / step);
    setActive(place >= 0 && place < points.length ? place : null);
  };
  return (
    <div className="plot" ref={element} style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={title} onPointerMove={move} onPointerDown={move} onPointerLeave={() => setActive(null)}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line className="grid" x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} />
              <text className="tick" x={LEFT - 8} y={y(tick)} textAnchor="end" dominantBaseline="middle">{formatShort(tick)}</text>
            </g>
          ))}
          {points.map(({ label }, place) => place % every === 0 && (
            <text key={place} className="tick" x={x(place)} y={height - 6} textAnchor="middle">{label}</text>
          ))}
          {active !== null && <line className="cursor" x1={x(active)} x2={x(active)} y1={TOP} y2={height - BOTTOM} />}
          {kind === "bars" ? <Bars {...{ points, x, y, step, active }} /> : <Lines {...{ points, x, y, active }} />}
        </svg>
      )}
      {active !== null && <Tip point={points[active]!} x={x(active)} width={width} format={format} />}
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
    if (value === null) return null;
    const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
    const state = `${forecast ? "forecast" : ""} ${place === active ? "active" : ""}`;
    return <rect key={place} className={`bar ${state}`} x={x(place) - width / 2} y={top} width={width} height={Math.max(1, bottom - top)} rx={Math.min(3, width / 3)} />;
  });
}

function Lines({ points, x, y, active }: Scales) {
  const path = (wanted: (point: Point, place: number) => boolean) =>
    points.map((point, place) => ({ point, place })).filter(({ point, place }) => point.value !== null && wanted(point, place))
      .map(({ point, place }, first) => `${first ? "L" : "M"}${x(place).toFixed(1)} ${y(point.value!).toFixed(1)}`).join("");
  const banded = points.map((point, place) => ({ ...point, place })).filter(({ low, high }) => typeof low === "number" && typeof high === "number");
  const edge = (side: "low" | "high", list = banded) => list.map((point) => `${x(point.place).toFixed(1)} ${y(point[side]!).toFixed(1)}`).join("L");
  const value = active === null ? null : points[active]?.value;
  return (
    <>
      {banded.length > 1 && <path className="band" d={`M${edge("high")}L${edge("low", [...banded].reverse())}Z`} />}
      <path className="line" d={path(({ forecast }) => !forecast)} />
      {/* The forecast starts at the last observation. */}
      <path className="line forecast" d={path(({ forecast }, place) => Boolean(forecast || points[place + 1]?.forecast))} />
      {active !== null && typeof value === "number" && <circle className="dot" cx={x(active)} cy={y(value)} r={4} />}
    </>
  );
}

function Tip({ point, x, width, format }: { point: Point; x: number; width: number; format: (value: number) => string }) {
  const right = x > width / 2;
  return (
    <div className="chart-tip" style={right ? { right: width - x + 12 } : { left: x + 12 }}>
      <span className="soft">{point.label}</span>
      <strong>{written(point.value, format)}</strong>
      {typeof point.low === "number" && typeof point.high === "number" && <span className="soft">{format(point.low)} – {format(point.high)}</span>}
    </div>
  );
}

/** A line without axes, for beside a figure, which it doesn't replace. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const [width, height] = [96, 28];
  const most = Math.max(...values, 1);
  const step = width / Math.max(1, values.length - 1);
  const line = values.map((value, place) => `${(place * step).toFixed(1)} ${(height - 2 - (height - 4) * Math.max(0, value) / most).toFixed(1)}`).join("L");
  return <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden><path d={`M${line}`} /></svg>;
}

/** A figure with its name, and its change or its history below. */
export function Figure({ name, value, children }: { name: ReactNode; value: ReactNode; children?: ReactNode }) {
  const id = useId();
  return (
    <div className="card figure" role="group" aria-labelledby={id}>
      <p className="figure-name" id={id}>{name}</p>
      <p className="figure-value">{value}</p>
      {children && <div className="figure-more">{children}</div>}
    </div>
  );
}

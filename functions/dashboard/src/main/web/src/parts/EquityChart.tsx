import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { clock, day, indianDate, moment } from '../text/time';
import { percent, shortRupees } from '../text/money';
import { apart, ticks } from './scale';
import { Signed, Who } from './parts';

export type Style = 'model' | 'base' | 'rules';

export interface Line {
  name: string;
  label: string;
  colour: string;
  style: Style;
  points: { at: number; y: number }[];
}

const LEFT = 56;
const TOP = 14;
const BOTTOM = 26;
const CLOSE_TO_END = 22;

/** Lines over trading time: nights and weekends take no room. */
export function EquityChart({ lines, unit, summary, height = 360 }: { lines: Line[]; unit: 'rupees' | 'percent'; summary: string; height?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(720);
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    if (box.current) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);

  const times = useMemo(() => [...new Set(lines.flatMap((line) => line.points.map((point) => point.at)))].sort((a, b) => a - b), [lines]);
  const place = useMemo(() => new Map(times.map((time, i) => [time, i])), [times]);
  const wide = width >= 560;
  const right = wide ? 132 : 14;
  const values = lines.flatMap((line) => line.points.map((point) => point.y));
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = (high - low || 1) * 0.06;
  const x = (i: number) => LEFT + (i / Math.max(1, times.length - 1)) * (width - LEFT - right);
  const y = (value: number) => TOP + ((high + room - value) / (high - low + 2 * room || 1)) * (height - TOP - BOTTOM);
  const shown = (value: number, plus = true) => (unit === 'percent' ? percent(value, plus) : shortRupees(value, plus));
  const days = new Set(times.map(indianDate)).size;
  const marks = xMarks(times, days, wide ? 8 : 4);
  const ends = lines.map((line) => y(line.points.at(-1)?.y ?? 0));
  const labels = apart(ends, 15, TOP, height - BOTTOM);

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const from = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - from.left - LEFT) / (width - LEFT - right);
    setAt(Math.min(times.length - 1, Math.max(0, Math.round(share * (times.length - 1)))));
  };
  const time = at === null ? undefined : times[at];

  return (
    <div className="equity" ref={box}>
      <svg height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary} onPointerMove={point} onPointerLeave={() => setAt(null)} data-testid="equity">
        {ticks(low - room, high + room, 5).map((value) => (
          <g key={value}>
            <line className={value === 0 ? 'zero' : 'grid'} x1={LEFT} x2={width - right} y1={y(value)} y2={y(value)} />
            <text className="axis" x={LEFT - 8} y={y(value) + 4} textAnchor="end">
              {unit === 'percent' ? percent(value, false, high - low < 1 ? 2 : 1) : shortRupees(value)}
            </text>
          </g>
        ))}
        {marks.map((mark) => (
          <text key={mark.i} className="axis" x={x(mark.i)} y={height - 8} textAnchor="middle">
            {mark.text}
          </text>
        ))}
        {lines.map((line) => (
          <path key={line.name} className={`line ${line.style === 'model' ? '' : line.style}`} stroke={line.colour} d={path(line, place, x, y)} />
        ))}
        {lines.map((line, i) => {
          const last = line.points.at(-1);
          if (!last) return null;
          const end = x(place.get(last.at) ?? 0);
          return (
            <g key={line.name}>
              {line.style === 'model' && <circle cx={end} cy={ends[i]} r="4" fill={line.colour} stroke="var(--surface)" strokeWidth="2" />}
              {wide && (
                <text className="end" x={Math.max(end, width - right - CLOSE_TO_END) + 10} y={labels[i]! + 4} style={{ fill: line.colour, fontWeight: line.style === 'model' ? 660 : 480 }}>
                  {line.label.length > 12 ? `${line.label.slice(0, 11)}…` : line.label} {shown(last.y)}
                </text>
              )}
            </g>
          );
        })}
        {at !== null && time !== undefined && (
          <>
            <line className="cross" x1={x(at)} x2={x(at)} y1={TOP} y2={height - BOTTOM} />
            {lines.map((line) => {
              const value = valueAt(line, time);
              return value === null ? null : <circle key={line.name} cx={x(at)} cy={y(value)} r="3.5" fill={line.colour} stroke="var(--surface)" strokeWidth="1.5" />;
            })}
          </>
        )}
      </svg>
      {at !== null && time !== undefined && (
        <div className="tip" style={x(at) > width / 2 ? { right: width - x(at) + 12 } : { left: x(at) + 12 }}>
          <b>{moment(time)}</b>
          {lines.map((line) => ({ line, value: valueAt(line, time) })).filter((one) => one.value !== null).sort((a, b) => b.value! - a.value!).map(({ line, value }) => (
            <div key={line.name}>
              <Who account={line.name} base={line.style !== 'model'} />
              <Signed value={value} as={unit === 'percent' ? 'percent' : 'rupees'} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function path(line: Line, place: Map<number, number>, x: (i: number) => number, y: (value: number) => number): string {
  return line.points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(place.get(point.at) ?? 0).toFixed(1)} ${y(point.y).toFixed(1)}`).join('');
}

function valueAt(line: Line, time: number): number | null {
  let value: number | null = null;
  for (const point of line.points) {
    if (point.at > time) break;
    value = point.y;
  }
  return value;
}

/** Clock times within a day, the first moment of each day over several. */
function xMarks(times: number[], days: number, most: number): { i: number; text: string }[] {
  if (times.length === 0) return [];
  if (days === 1) {
    const every = Math.max(1, Math.ceil(times.length / most));
    return times.map((time, i) => ({ i, text: clock(time) })).filter((mark) => mark.i % every === Math.floor(every / 2));
  }
  const starts = times.map((time, i) => ({ i, time })).filter(({ i, time }) => i === 0 || indianDate(time) !== indianDate(times[i - 1]!));
  const every = Math.ceil(starts.length / most);
  return starts.filter((_, n) => n % every === 0).map(({ i, time }) => ({ i, text: day(time) }));
}

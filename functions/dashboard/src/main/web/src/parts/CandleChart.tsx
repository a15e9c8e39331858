import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineSeries,
  LineStyle,
  TickMarkType,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Bar, MarketSeries } from '../api/types';
import { isDark, theme } from '../app/theme';
import { price as priceText } from '../text/money';
import { clock, day, moment } from '../text/time';
import { faded, palette } from './palette';
import { Zones } from './zones';

/** Something that happened at a moment, to be marked at its bar. */
export interface Mark {
  at: string;
  /** whether `at` is the start of its bar, or a moment within or at the end of it */
  start: boolean;
  kind: 'signal' | 'entry' | 'exit' | 'denied';
  side: 'BUY' | 'SELL';
  text: string;
}

export interface Level {
  price: number;
  kind: 'stop' | 'target' | 'entry';
  text: string;
}

export interface Shown {
  vwap: boolean;
  ema: boolean;
  zones: boolean;
  signals: boolean;
  rsi: boolean;
}

const NAMES = ['surface', 'ink', 'ink-2', 'ink-3', 'line', 'edge', 'gain', 'loss', 'c1', 'c3', 'c4', 'c6', 'warn'] as const;
type Colours = Record<(typeof NAMES)[number], string>;

interface Parts {
  chart: IChartApi;
  candles: ISeriesApi<'Candlestick'>;
  volume: ISeriesApi<'Histogram'>;
  vwap: ISeriesApi<'Line'>;
  fast: ISeriesApi<'Line'>;
  slow: ISeriesApi<'Line'>;
  rsi: ISeriesApi<'Line'> | null;
  markers: ISeriesMarkersPluginApi<Time>;
  zones: Zones;
  lines: IPriceLine[];
  colours: Colours;
}

interface Props {
  symbol: string;
  timeframe: string;
  bars: Bar[];
  series: MarketSeries | undefined;
  marks: Mark[];
  levels: Level[];
  shown: Shown;
  summary: string;
}

const FIRST_SHOWN = 96;

function useIsDark(): boolean {
  return useSyncExternalStore(
    (heard) => {
      const system = matchMedia('(prefers-color-scheme: dark)');
      system.addEventListener('change', heard);
      const quit = theme.subscribe(heard);
      return () => {
        system.removeEventListener('change', heard);
        quit();
      };
    },
    isDark,
  );
}

/** Candles with what the strategies saw of them. TradingView Lightweight Charts draws it. */
export function CandleChart({ symbol, timeframe, bars, series, marks, levels, shown, summary }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const parts = useRef<Parts | null>(null);
  const fitted = useRef('');
  const dark = useIsDark();
  const { rsi: withRsi } = shown;

  useEffect(() => {
    const made = make(box.current!, timeframe, withRsi);
    parts.current = made;
    fitted.current = '';
    return () => {
      parts.current = null;
      made.chart.remove();
    };
  }, [dark, timeframe, withRsi]);

  useEffect(() => {
    const made = parts.current;
    if (!made || bars.length === 0) return;
    fill(made, bars, series, shown);
    made.markers.setMarkers(placed(marks.filter((mark) => shown.signals || mark.kind !== 'signal'), bars, made.colours));
    made.lines.forEach((line) => made.candles.removePriceLine(line));
    made.lines = levels.map((level) =>
      made.candles.createPriceLine({
        price: level.price,
        title: level.text,
        color: level.kind === 'stop' ? made.colours.loss : level.kind === 'target' ? made.colours.gain : made.colours['ink-3'],
        lineStyle: level.kind === 'entry' ? LineStyle.Dotted : LineStyle.Dashed,
        lineWidth: 1,
        axisLabelVisible: true,
      }),
    );
    const view = `${symbol} ${timeframe} ${dark} ${withRsi}`;
    if (fitted.current !== view) {
      fitted.current = view;
      made.chart.timeScale().setVisibleLogicalRange({ from: Math.max(-1, bars.length - FIRST_SHOWN), to: bars.length + 4 });
    }
  }, [symbol, timeframe, bars, series, marks, levels, shown, dark, withRsi]);

  return <div ref={box} className="chart" role="img" aria-label={summary} data-testid="candles" />;
}

function make(box: HTMLElement, timeframe: string, withRsi: boolean): Parts {
  const colours = palette(NAMES);
  const daily = timeframe === '1d';
  const chart = createChart(box, {
    autoSize: true,
    layout: {
      background: { color: colours.surface },
      textColor: colours['ink-2'],
      fontFamily: 'Inter, system-ui, sans-serif',
      fontSize: 11,
      attributionLogo: false,
      panes: { separatorColor: colours.line, enableResize: false },
    },
    grid: { vertLines: { color: faded(colours.line, 0.5) }, horzLines: { color: faded(colours.line, 0.7) } },
    crosshair: { vertLine: { color: colours.edge, labelBackgroundColor: colours.edge }, horzLine: { color: colours.edge, labelBackgroundColor: colours.edge } },
    rightPriceScale: { borderColor: colours.line },
    timeScale: {
      borderColor: colours.line,
      timeVisible: !daily,
      secondsVisible: false,
      tickMarkFormatter: (time: Time, type: TickMarkType) => (type <= TickMarkType.DayOfMonth ? day(Number(time) * 1000) : clock(Number(time) * 1000)),
    },
    localization: {
      timeFormatter: (time: Time) => (daily ? day(Number(time) * 1000) : `${moment(Number(time) * 1000)} IST`),
      priceFormatter: (value: number) => priceText(value),
    },
  });
  const quiet = { lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false } as const;
  const candles = chart.addSeries(CandlestickSeries, {
    upColor: colours.surface,
    borderUpColor: colours.gain,
    wickUpColor: colours.gain,
    downColor: colours.loss,
    borderDownColor: colours.loss,
    wickDownColor: colours.loss,
    priceLineColor: colours['ink-3'],
  });
  candles.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.2 } });
  const volume = chart.addSeries(HistogramSeries, { priceScaleId: 'volume', priceFormat: { type: 'volume' }, ...quiet });
  volume.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
  const vwap = chart.addSeries(LineSeries, { color: colours.c4, lineWidth: 2, ...quiet });
  const fast = chart.addSeries(LineSeries, { color: colours.c1, lineWidth: 1, ...quiet });
  const slow = chart.addSeries(LineSeries, { color: colours.c3, lineWidth: 1, lineStyle: LineStyle.LargeDashed, ...quiet });
  let rsi: ISeriesApi<'Line'> | null = null;
  if (withRsi) {
    rsi = chart.addSeries(LineSeries, { color: colours.c6, lineWidth: 1, priceLineVisible: false, lastValueVisible: true, autoscaleInfoProvider: () => ({ priceRange: { minValue: 10, maxValue: 90 } }) }, 1);
    for (const level of [30, 70]) rsi.createPriceLine({ price: level, color: colours['ink-3'], lineStyle: LineStyle.Dotted, lineWidth: 1, axisLabelVisible: false, title: '' });
    chart.panes()[0]?.setStretchFactor(4);
    chart.panes()[1]?.setStretchFactor(1);
  }
  const zones = new Zones();
  candles.attachPrimitive(zones);
  return { chart, candles, volume, vwap, fast, slow, rsi, markers: createSeriesMarkers(candles, []), zones, lines: [], colours };
}

function fill(parts: Parts, bars: Bar[], series: MarketSeries | undefined, shown: Shown): void {
  const { colours } = parts;
  parts.candles.setData(bars.map((bar) => ({ time: seconds(bar.start), open: bar.open, high: bar.high, low: bar.low, close: bar.close })));
  parts.volume.setData(bars.map((bar) => ({ time: seconds(bar.start), value: bar.volume, color: faded(bar.close >= bar.open ? colours.gain : colours.loss, 0.28) })));
  const points = series?.points ?? [];
  const line = (on: boolean, value: (point: MarketSeries['points'][number]) => number | null) =>
    on ? points.map((point) => { const at = value(point); return at === null ? { time: seconds(point.start) } : { time: seconds(point.start), value: at }; }) : [];
  parts.vwap.setData(line(shown.vwap, (point) => point.vwap));
  parts.fast.setData(line(shown.ema, (point) => point.emaFast));
  parts.slow.setData(line(shown.ema, (point) => point.emaSlow));
  parts.rsi?.setData(line(true, (point) => point.rsi));
  const first = bars[0]!.start;
  parts.zones.set(
    shown.zones
      ? (series?.zones ?? []).map((zone) => {
          const colour = zone.side === 'BUY' ? colours.gain : colours.loss;
          return {
            from: barOf(zone.from < first ? first : zone.from, bars, true) ?? seconds(first),
            until: zone.until === null ? null : barOf(zone.until, bars, true),
            low: zone.low,
            high: zone.high,
            fill: faded(colour, zone.kind === 'orderBlock' ? 0.16 : 0.08),
            edge: faded(colour, 0.5),
            dashed: zone.kind === 'gap',
          };
        })
      : [],
  );
}

const SHAPES = {
  signal: { shape: 'circle', size: 0.6 },
  entry: { shape: 'arrowUp', size: 1.4 },
  exit: { shape: 'arrowDown', size: 1.4 },
  denied: { shape: 'square', size: 0.9 },
} as const;

function placed(marks: Mark[], bars: Bar[], colours: Colours): SeriesMarker<Time>[] {
  return marks
    .flatMap((mark): SeriesMarker<Time>[] => {
      const time = barOf(mark.at, bars, mark.start);
      if (time === null) return [];
      const bought = mark.side === 'BUY';
      const { shape, size } = SHAPES[mark.kind];
      return [
        {
          time,
          position: bought ? 'belowBar' : 'aboveBar',
          color: mark.kind === 'signal' ? colours['ink-3'] : mark.kind === 'denied' ? colours.warn : bought ? colours.gain : colours.loss,
          shape: shape === 'arrowUp' || shape === 'arrowDown' ? (bought ? 'arrowUp' : 'arrowDown') : shape,
          size,
          text: mark.text,
        },
      ];
    })
    .sort((a, b) => Number(a.time) - Number(b.time));
}

/** The bar that a moment is in; a fill at the end of a bar belongs to it. Null before the first. */
export function barOf(at: string, bars: readonly Bar[], isStart: boolean): UTCTimestamp | null {
  const moment = seconds(at) - (isStart ? 0 : 1);
  let found: UTCTimestamp | null = null;
  for (const bar of bars) {
    const start = seconds(bar.start);
    if (start > moment) break;
    found = start;
  }
  return found;
}

function seconds(instant: string): UTCTimestamp {
  return Math.floor(Date.parse(instant) / 1000) as UTCTimestamp;
}

import type { IChartApiBase, IPrimitivePaneRenderer, IPrimitivePaneView, ISeriesApi, ISeriesPrimitive, SeriesAttachedParameter, SeriesType, Time } from 'lightweight-charts';

export interface Box {
  from: Time;
  until: Time | null;
  low: number;
  high: number;
  fill: string;
  edge: string;
  dashed: boolean;
}

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

/** Order blocks and gaps: bands of price behind the candles, from where they arose until they were filled. */
export class Zones implements ISeriesPrimitive<Time> {
  private boxes: Box[] = [];
  private chart: IChartApiBase<Time> | null = null;
  private series: ISeriesApi<SeriesType, Time> | null = null;
  private update: (() => void) | null = null;
  private readonly views: readonly IPrimitivePaneView[] = [{ zOrder: () => 'bottom', renderer: () => ({ draw: (target) => this.draw(target) }) }];

  set(boxes: Box[]): void {
    this.boxes = boxes;
    this.update?.();
  }

  attached({ chart, series, requestUpdate }: SeriesAttachedParameter<Time>): void {
    this.chart = chart;
    this.series = series;
    this.update = requestUpdate;
  }

  detached(): void {
    this.chart = this.series = this.update = null;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views;
  }

  private draw(target: Target): void {
    const { chart, series } = this;
    if (!chart || !series) return;
    target.useMediaCoordinateSpace(({ context, mediaSize }) => {
      for (const box of this.boxes) {
        const top = series.priceToCoordinate(box.high);
        const bottom = series.priceToCoordinate(box.low);
        if (top === null || bottom === null) continue;
        const left = chart.timeScale().timeToCoordinate(box.from) ?? 0;
        const right = (box.until === null ? null : chart.timeScale().timeToCoordinate(box.until)) ?? mediaSize.width;
        if (right <= left) continue;
        context.fillStyle = box.fill;
        context.strokeStyle = box.edge;
        context.setLineDash(box.dashed ? [4, 3] : []);
        context.lineWidth = 1;
        context.fillRect(left, top, right - left, bottom - top);
        context.strokeRect(left + 0.5, top + 0.5, right - left, Math.max(1, bottom - top));
      }
      context.setLineDash([]);
    });
  }
}

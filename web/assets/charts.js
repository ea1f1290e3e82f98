// Bars, lines and pies only. <div data-chart="ID"> is drawn from the options in <script type="application/json" id="ID">.
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([
  BarChart,
  LineChart,
  PieChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  SVGRenderer,
]);

const COLOURS = ["#1f5fa8", "#7c8ea3", "#2f8f6b", "#c48a1a", "#b5413b"];

for (const place of document.querySelectorAll("[data-chart]")) {
  const told = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const chart = init(place);
  chart.setOption({ color: COLOURS, animation: false, aria: { enabled: true }, ...told });
  new ResizeObserver(() => chart.resize()).observe(place);
}

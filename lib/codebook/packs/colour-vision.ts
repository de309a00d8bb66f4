/** Linear RGB, each channel 0..1. */
export type LinearRgb = readonly [red: number, green: number, blue: number];

/** A `#rrggbb` colour in linear RGB (sRGB transfer function, IEC 61966-2-1). */
export function linearRgb(hex: string): LinearRgb {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** The `#rrggbb` colour of linear RGB; null when it lies outside what a screen shows. */
export function hexOf(rgb: LinearRgb): string | null {
  if (rgb.some((value) => value < -0.0005 || value > 1.0005)) return null;
  const channel = (value: number) => {
    const v = Math.min(1, Math.max(0, value));
    const encoded = v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${rgb.map(channel).join('')}`;
}

/** The contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red, green, blue] = linearRgb(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

type Matrix = readonly [LinearRgb, LinearRgb, LinearRgb];

/** Severity 1 of each kind (Machado, Oliveira and Fernandes 2009, table 1). */
const PROTAN: Matrix = [
  [0.152286, 1.052583, -0.204868],
  [0.114503, 0.786281, 0.099216],
  [-0.003882, -0.048116, 1.051998],
];
const DEUTAN: Matrix = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
];
const TRITAN: Matrix = [
  [1.255528, -0.076749, -0.178779],
  [-0.078411, 0.930809, 0.147602],
  [0.004733, 0.691367, 0.3039],
];

function seenThrough(matrix: Matrix, rgb: LinearRgb): LinearRgb {
  const row = ([r, g, b]: LinearRgb) =>
    Math.min(1, Math.max(0, r * rgb[0] + g * rgb[1] + b * rgb[2]));
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** How a colour looks without red cones. */
export const protanopia = (rgb: LinearRgb): LinearRgb => seenThrough(PROTAN, rgb);

/** How a colour looks without green cones. */
export const deuteranopia = (rgb: LinearRgb): LinearRgb => seenThrough(DEUTAN, rgb);

/** How a colour looks without blue cones. */
export const tritanopia = (rgb: LinearRgb): LinearRgb => seenThrough(TRITAN, rgb);

/** Linear RGB in OKLab (Ottosson 2020): lightness 0..1, then green–red and blue–yellow. */
export function oklab([red, green, blue]: LinearRgb): LinearRgb {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** OKLab in linear RGB; may lie outside 0..1. */
export function fromOklab([lightness, a, b]: LinearRgb): LinearRgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The Euclidean difference of two colours in OKLab (Ottosson 2020); black to white is 1. */
export function distance(a: LinearRgb, b: LinearRgb): number {
  const [x, y] = [oklab(a), oklab(b)];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

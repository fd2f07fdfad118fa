/** −log2 of a probability that is never taken for 0. */
const mostBits = 60;

/**
 * How telling a count is: −log2 of the chance of one at least as far from what is expected, on its side (beta-binomial
 * with this mean and pair correlation: chances come in clusters, and the mean itself is an estimate).
 */
export function shareTailBits(hits: number, chances: number, mean: number, correlation: number): number {
  if (chances === 0) return 0;
  const size = 1 / correlation - 1;
  const a = mean * size;
  const b = (1 - mean) * size;
  const base = logBeta(a, b);
  const isAbove = hits > mean * chances;
  let sum = 0;
  for (let k = isAbove ? hits : 0; k <= (isAbove ? chances : hits); k++) {
    sum += Math.exp(logChoose(chances, k) + logBeta(k + a, chances - k + b) - base);
  }
  return toBits(sum);
}

/** The same for a rate that may be above 1: negative binomial with this expectation and relative variance beyond chance. */
export function rateTailBits(hits: number, expected: number, dispersion: number): number {
  const shape = 1 / dispersion;
  const success = shape / (shape + expected);
  const mass = (k: number): number =>
    Math.exp(
      logGamma(k + shape) - logGamma(shape) - logGamma(k + 1) + shape * Math.log(success) + k * Math.log1p(-success),
    );
  let sum = 0;
  if (hits <= expected) {
    for (let k = 0; k <= hits; k++) sum += mass(k);
    return toBits(sum);
  }
  // Summed upwards, not 1 − the rest: what is telling lies below the accuracy of numbers near 1.
  for (let k = hits; k < hits + 2000; k++) {
    const each = mass(k);
    sum += each;
    if (each < sum * 1e-6) break;
  }
  return toBits(sum);
}

/**
 * The same for an average: Student's t with three degrees of freedom, because means over stretches of one person's texts
 * have heavier tails than the normal distribution, and some hundred stretches tell nothing of rarer events.
 */
export function averageTailBits(zScore: number): number {
  const t = Math.abs(zScore) / Math.sqrt(3);
  const tail = 0.5 - (Math.atan(t) + t / (1 + t * t)) / Math.PI;
  return toBits(tail);
}

/** The standard deviations of a normal distribution that are as telling (Abramowitz and Stegun 26.2.23). */
export function deviationsOf(bits: number): number {
  if (bits <= 1) return 0;
  const t = Math.sqrt(2 * bits * Math.LN2);
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}

function toBits(probability: number): number {
  return Math.min(mostBits, Math.max(0, -Math.log2(Math.max(probability, 2 ** -mostBits))));
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Stirling's series after a shift to at least 8: twelve digits. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 8; z++) shift += Math.log(z);
  const r = 1 / (z * z);
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + (1 / 12 - r * (1 / 360 - r / 1260)) / z - shift;
}

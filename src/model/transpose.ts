/** The transpose `[columns, rows]` of a row-major matrix, tile by tile so that both sides stay in the cache. */
export function transpose<T extends Float32Array | Int8Array>(matrix: T, rows: number, columns: number): T {
  const tile = 32;
  const turned = new (matrix.constructor as new (length: number) => T)(matrix.length);
  for (let top = 0; top < rows; top += tile) {
    for (let left = 0; left < columns; left += tile) {
      const bottom = Math.min(top + tile, rows);
      const right = Math.min(left + tile, columns);
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) {
          turned[column * rows + row] = matrix[row * columns + column] as number;
        }
      }
    }
  }
  return turned;
}

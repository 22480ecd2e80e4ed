import VerbatimGraph

extension Tensor {
    /// Images read at places that a map gives: the pixel at (x, y) of the result is read at
    /// `((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k)` with `k = c0 x + c1 y + 1`.
    ///
    /// Shapes: `[batch, height, width, channels]`, floats; the map's eight numbers a0, a1, a2, b0, b1, b2, c0, c1 are
    /// tensors that broadcast to `[batch, 1, 1, 1]`. Nearest and bilinear interpolation.
    public func affine(
        _ map: some Collection<Tensor>, interpolation: Interpolation = .bilinear, fill: FillMode = .constant,
        value: Double = 0
    ) -> Tensor {
        let map = Array(map)
        precondition(map.count == 8, "an affine map is eight numbers")
        let (batch, height, width) = (shape[0], shape[1], shape[2])
        let column = Tensor.iota([1, 1, width, 1], axis: 2).cast(to: elementType)
        let row = Tensor.iota([1, height, 1, 1], axis: 1).cast(to: elementType)
        let divisor = map[6] * column + map[7] * row + 1
        let x = fill.inside((map[0] * column + map[1] * row + map[2]) / divisor, size: width)
        let y = fill.inside((map[3] * column + map[4] * row + map[5]) / divisor, size: height)
        let whole = [batch, height, width, 1]
        let (across, down) = (x.broadcast(to: whole), y.broadcast(to: whole))
        func read(_ x: Tensor, _ y: Tensor) -> Tensor { pixels(x: x, y: y, fill: fill, value: value) }
        if interpolation == .nearest { return read(floor(across + 0.5), floor(down + 0.5)) }
        let (left, top) = (floor(across), floor(down))
        let (right, bottom) = (left + 1, top + 1)
        let upper = (right - across) * read(left, top) + (across - left) * read(right, top)
        let lower = (right - across) * read(left, bottom) + (across - left) * read(right, bottom)
        return (bottom - down) * upper + (down - top) * lower
    }

    /// The pixels at whole places `[batch, height, width, 1]`; outside, one value, or the nearest pixel.
    private func pixels(x: Tensor, y: Tensor, fill: FillMode, value: Double) -> Tensor {
        let (height, width, channels) = (shape[1], shape[2], shape[3])
        let inX = x.clip(0, Tensor(floatLiteral: Double(width - 1)))
        let inY = y.clip(0, Tensor(floatLiteral: Double(height - 1)))
        let places = (inY.cast(to: .i32) * width + inX.cast(to: .i32)).reshaped([shape[0], height * width, 1])
        let rows = reshaped([shape[0], height * width, channels])
        let found = rows.takeAlong(places.broadcast(to: rows.shape), axis: 1).reshaped(shape)
        guard fill == .constant else { return found }
        let isInside = (inX .== x) .& (inY .== y)
        return which(isInside, found, Tensor.full(like: self, Tensor(floatLiteral: value)))
    }
}

import VerbatimGraph

extension Tensor {
    /// Images in another perspective: what lies at four points of an image comes to lie at four others.
    ///
    /// Shapes: `[batch, height, width, channels]`, floats; the points `[batch, 4, 2]`, each x and y in pixels. The map between
    /// them is found in f64 and rounded to f32.
    ///
    /// - Parameters:
    ///   - start: The points of the image.
    ///   - end: Where they come to lie.
    ///   - value: What stands for pixels outside the image.
    /// - Throws: `VerbatimError` if points have another shape.
    /// - Source: Keras 3's `keras.ops.image.perspective_transform`.
    public func perspective(
        from start: Tensor, to end: Tensor, interpolation: Interpolation = .bilinear, value: Double = 0
    ) throws -> Tensor {
        let count = shape.first ?? 0
        guard rank == 4, start.shape == [count, 4, 2], end.shape == start.shape else {
            throw VerbatimError(
                .shape, "a perspective is given by four points of each image",
                received: "points \(start.shape) and \(end.shape) for images \(shape)",
                expected: "images [batch, height, width, channels] and points [batch, 4, 2]")
        }
        let (one, zero) = (Tensor.full([count], 1, .f64), Tensor.zeros([count], .f64))
        func number(_ points: Tensor, _ point: Int, _ coordinate: Int) -> Tensor {
            points.cast(to: .f64).slice(point..<point + 1, axis: 1).slice(coordinate..<coordinate + 1, axis: 2)
                .reshaped([count])
        }
        // Two equations a point, of which the map's eight numbers are the solution.
        var (rows, sides): ([Tensor], [Tensor]) = ([], [])
        for point in 0..<4 {
            let (x, y) = (number(end, point, 0), number(end, point, 1))
            for coordinate in 0..<2 {
                let side = number(start, point, coordinate)
                let place = coordinate == 0 ? [x, y, one, zero, zero, zero] : [zero, zero, zero, x, y, one]
                rows.append(stack(place + [-(side * x), -(side * y)], axis: -1))
                sides.append(side)
            }
        }
        let solved = matmul(try stack(rows, axis: 1).inverse(), stack(sides, axis: -1).expandedDimensions(axes: -1))
        let map = solved.cast(to: .f32).split(8, axis: 1).map { $0.reshaped([count, 1, 1, 1]) }
        return affine(map, interpolation: interpolation, value: value)
    }
}

import VerbatimGraph

/// A tensor's elements where they already lie: those of a stored value, reached through an offset and strides.
struct View: Hashable {
    /// The stored value.
    var base: ValueID
    /// The first element's place in the stored value, in elements.
    var offset: Int
    var shape: [Int]
    /// For each dimension, the distance of neighbours in elements; 0 repeats, negative turns around.
    var strides: [Int]

    init(base: ValueID, offset: Int = 0, shape: [Int], strides: [Int]) {
        self.base = base
        self.offset = offset
        self.shape = shape
        self.strides = strides
    }

    /// All of a stored value.
    init(_ base: ValueID, shape: [Int]) {
        self.init(base: base, shape: shape, strides: TensorType.rowMajorStrides(shape))
    }

    var count: Int { shape.reduce(1, *) }

    /// Whether the elements lie one after another in row-major order.
    var isContiguous: Bool {
        var expected = 1
        for dimension in shape.indices.reversed() where shape[dimension] != 1 {
            if strides[dimension] != expected { return shape.contains(0) }
            expected *= shape[dimension]
        }
        return true
    }

    /// Whether all elements are one and the same.
    var isUniform: Bool { zip(shape, strides).allSatisfy { $0 == 1 || $1 == 0 } }

    func transposed(_ permutation: [Int]) -> View {
        View(
            base: base, offset: offset, shape: permutation.map { shape[$0] }, strides: permutation.map { strides[$0] })
    }

    func broadcast(to target: [Int], dimensions: [Int]) -> View {
        var result = View(base: base, offset: offset, shape: target, strides: target.map { _ in 0 })
        for (dimension, place) in dimensions.enumerated() where shape[dimension] != 1 {
            result.strides[place] = strides[dimension]
        }
        return result
    }

    func sliced(start: [Int], shape target: [Int], steps: [Int]) -> View {
        var result = View(base: base, offset: offset, shape: target, strides: strides)
        for dimension in shape.indices {
            if target[dimension] > 0 { result.offset += start[dimension] * strides[dimension] }
            result.strides[dimension] *= steps[dimension]
        }
        return target.contains(0) ? View(base: base, shape: target, strides: strides) : result
    }

    func reversed(_ dimensions: [Int]) -> View {
        var result = self
        for dimension in dimensions where shape[dimension] > 0 {
            result.offset += (shape[dimension] - 1) * strides[dimension]
            result.strides[dimension] = -strides[dimension]
        }
        return result
    }

    /// The same elements in row-major order under another shape, or nil where no strides reach them.
    func reshaped(_ target: [Int]) -> View? {
        if shape == target { return self }
        if count == 0 { return View(base: base, offset: offset, shape: target, strides: target.map { _ in 0 }) }
        let source = collapsed
        var dimension = 0
        var remaining = source.shape.first ?? 1
        var result = [Int](repeating: 0, count: target.count)
        // Each collapsed dimension must split into whole target dimensions, outermost first.
        for place in target.indices where target[place] != 1 {
            while remaining == 1 {
                dimension += 1
                remaining = source.shape[dimension]
            }
            guard remaining % target[place] == 0 else { return nil }
            remaining /= target[place]
            result[place] = source.strides[dimension] * remaining
        }
        return View(base: base, offset: offset, shape: target, strides: result)
    }

    /// The same elements in the same order with as few dimensions as strides allow, none of size 1.
    var collapsed: (shape: [Int], strides: [Int]) {
        var result: (shape: [Int], strides: [Int]) = ([], [])
        for dimension in shape.indices where shape[dimension] != 1 {
            if let size = result.shape.last, let stride = result.strides.last,
                stride == strides[dimension] * shape[dimension]
            {
                result.shape[result.shape.count - 1] = size * shape[dimension]
                result.strides[result.strides.count - 1] = strides[dimension]
            } else {
                result.shape.append(shape[dimension])
                result.strides.append(strides[dimension])
            }
        }
        return result
    }
}

import VerbatimGraph

/// Walks over the indices of a shape in row-major order.
enum IndexSpace {
    /// The memory offset of every index, in row-major order of the indices.
    static func offsets(_ shape: [Int], strides: [Int], start: Int = 0) -> [Int] {
        var result = [start]
        for (size, stride) in zip(shape, strides) {
            var next: [Int] = []
            next.reserveCapacity(result.count * size)
            for base in result { for index in 0..<size { next.append(base + index * stride) } }
            result = next
        }
        return result
    }

    /// Calls a closure with every index and its place in row-major order.
    static func forEach(_ shape: [Int], _ body: (_ index: [Int], _ place: Int) throws -> Void) rethrows {
        let count = shape.reduce(1, *)
        var index = [Int](repeating: 0, count: shape.count)
        for place in 0..<count {
            try body(index, place)
            for dimension in shape.indices.reversed() {
                index[dimension] += 1
                if index[dimension] < shape[dimension] { break }
                index[dimension] = 0
            }
        }
    }
}

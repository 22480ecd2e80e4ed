import VerbatimGraph

/// A subscript's indices worked out for a shape: a strided box, and the shape it gets.
struct ResolvedIndex {
    var start: [Int] = []
    var limit: [Int] = []
    var strides: [Int] = []
    /// The shape without dropped dimensions and with inserted ones.
    var shape: [Int] = []

    /// The shape of the box itself.
    var boxShape: [Int] { start.indices.map { (limit[$0] - start[$0] + strides[$0] - 1) / strides[$0] } }
    /// Whether the box has no gaps.
    var isDense: Bool { strides.allSatisfy { $0 == 1 } }

    /// Works indices out for a shape.
    ///
    /// - Throws: `VerbatimError` of code `shape` for a place or range outside the shape or too many indices.
    init(_ indices: [TensorIndex.Kind], shape from: [Int]) throws {
        let named = indices.filter { $0 != .newAxis && $0 != .ellipsis }.count
        guard named <= from.count, indices.filter({ $0 == .ellipsis }).count <= 1 else {
            throw VerbatimError(
                .shape, "a subscript has too many indices", received: "\(indices.count) for shape \(from)",
                expected: "at most \(from.count), besides newAxis and one ellipsis")
        }
        var axis = 0
        for index in indices.contains(.ellipsis) ? indices : indices + [.ellipsis] {
            switch index {
            case .newAxis: shape.append(1)
            case .ellipsis:
                for _ in 0..<(from.count - named) {
                    try append(axis, size: from[axis], from: nil, to: nil, by: 1)
                    axis += 1
                }
            case .places(let begin, let end, let by):
                try append(axis, size: from[axis], from: begin, to: end, by: by)
                axis += 1
            case .place(let place):
                let size = from[axis]
                guard place >= -size && place < size else {
                    throw VerbatimError(
                        .shape, "an index lies outside its dimension", received: "\(place) in dimension \(axis)",
                        expected: size == 0 ? "none: the dimension is empty" : "\(-size) to \(size - 1)")
                }
                start.append(place < 0 ? place + size : place)
                limit.append(start[axis] + 1)
                strides.append(1)
                axis += 1
            }
        }
    }

    private mutating func append(_ axis: Int, size: Int, from: Int?, to: Int?, by: Int) throws {
        let begin = from.map { $0 < 0 ? $0 + size : $0 } ?? 0
        let end = to.map { $0 < 0 ? $0 + size : $0 } ?? size
        guard by > 0, 0 <= begin, begin <= end, end <= size else {
            throw VerbatimError(
                .shape, "a range lies outside its dimension",
                received: "\(from.map(String.init) ?? "start") to \(to.map(String.init) ?? "end") by \(by)",
                expected: "bounds inside dimension \(axis) of size \(size), a step of at least 1")
        }
        start.append(begin)
        limit.append(end)
        strides.append(by)
        shape.append((end - begin + by - 1) / by)
    }
}

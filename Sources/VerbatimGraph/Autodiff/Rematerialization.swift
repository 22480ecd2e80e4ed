/// Segments of a program as reverse mode goes through them: their operations are appended again where it enters one.
///
/// A barrier takes what the segment reads and the cotangents of what it gives, so that nothing is computed again before
/// these are known, nor found equal to what was computed before. Pullbacks in the segment read the new values; cotangents
/// go by the old ones and are added in the order in which they would be without it, so that no bit differs.
struct Rematerialization {
    /// A segment that reverse mode is in.
    private struct Entered {
        let range: Range<Int>
        /// What stands for the values read there.
        var values: [ValueID: ValueID]
        /// The operations appended again, by their first result before.
        var copies: [ValueID: Node] = [:]
    }

    private let nodes: [Node]
    private let segments: [Range<Int>]
    /// The segments around the operation that is differentiated, outermost first.
    private var entered: [Entered] = []

    init(_ nodes: [Node], segments: [Range<Int>]) {
        self.nodes = nodes
        self.segments = segments
    }

    /// Leaves the segments that a node is not in, and enters those that it is in.
    mutating func move(
        to node: Node, _ cotangents: inout [ValueID: CotangentSum], _ builder: GraphBuilder
    ) throws {
        let place = node.results[0].index
        while let last = entered.last, !last.range.contains(place) { entered.removeLast() }
        // Of two segments around a node the inner one was closed first.
        let around = segments.reversed().filter { $0.contains(place) }
        for segment in around.dropFirst(entered.count) { try enter(segment, &cotangents, builder) }
    }

    /// A node as it was appended again in the segment that it is in.
    func current(_ node: Node) -> Node { entered.last?.copies[node.results[0]] ?? node }

    private mutating func enter(
        _ segment: Range<Int>, _ cotangents: inout [ValueID: CotangentSum], _ builder: GraphBuilder
    ) throws {
        let outer = entered.last?.values ?? [:]
        let members = nodes.filter { $0.results.first.map { segment.contains($0.index) } ?? false }
        let repeated = members.filter { !$0.hasSideEffect }
        // Constants are at hand anyway; where all know them as such, they keep their place in patterns.
        var free = Set(nodes.filter(\.isConstant).flatMap(\.results) + repeated.flatMap(\.results))
        let read = repeated.flatMap { $0.operands + $0.capturedValues }.filter { free.insert($0).inserted }
        let given = members.flatMap(\.results).filter { cotangents[$0] != nil }
        let totals = try given.map { try cotangents[$0]!.total(builder.type(of: $0), builder)! }

        let held = try builder.append(.optimizationBarrier, read.map { outer[$0] ?? $0 } + totals)
        builder.setOrigins(of: held, to: read + totals)
        var inside = Entered(range: segment, values: outer)
        for (value, behind) in zip(read, held) { inside.values[value] = behind }
        for (value, cotangent) in zip(given, held.dropFirst(read.count)) {
            cotangents[value] = CotangentSum()
            try cotangents[value]!.add(cotangent, builder)
        }
        for node in repeated {
            let copy = try builder.repeat(node, reading: inside.values)
            builder.setOrigins(of: copy.results, to: node.results)
            for (value, again) in zip(node.results, copy.results) { inside.values[value] = again }
            inside.copies[node.results[0]] = copy
        }
        entered.append(inside)
    }
}

extension Node {
    fileprivate var isConstant: Bool {
        if case .constant = operation { return true }
        return false
    }
}

extension GraphBuilder {
    /// Appends a node of this graph again, reading other values in the place of some, and returns it.
    fileprivate func `repeat`(_ node: Node, reading values: [ValueID: ValueID]) throws -> Node {
        var values = values
        let regions = try node.regions.map { try repeated($0, &values) }
        try append(
            node.operation, node.operands.map { values[$0] ?? $0 }, regions: regions, sampleSum: node.sampleSum,
            location: node.location)
        return nodes[nodes.count - 1]
    }

    private func repeated(_ inner: Region, _ values: inout [ValueID: ValueID]) throws -> Region {
        try region(inner.parameters.map(type(of:))) { parameters in
            for (from, to) in zip(inner.parameters, parameters) { values[from] = to }
            for node in inner.nodes {
                let copy = try self.repeat(node, reading: values)
                for (from, to) in zip(node.results, copy.results) { values[from] = to }
            }
            return inner.results.map { values[$0] ?? $0 }
        }
    }
}

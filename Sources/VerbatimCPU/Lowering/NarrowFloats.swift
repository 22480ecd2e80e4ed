import VerbatimGraph

/// Rewrites a graph without changing a bit: arithmetic on 16-bit floats becomes f32's, between conversions.
///
/// That is what it means (docs/Arithmetic.md). What only moves elements stays as it is; so do comparisons by total order,
/// which see payloads of NaN, and folds whose body is more than one operation. Loops and branches are rewritten as the
/// programs that they become.
struct NarrowFloats {
    private var types: [TensorType]
    private var nodes: [Node] = []
    /// The f32 value that equals a narrow one.
    private var wide: [ValueID: ValueID] = [:]

    /// The rewritten graph.
    static func widen(_ graph: Graph) -> Graph {
        guard graph.valueTypes.contains(where: \.element.isNarrowFloat) else { return graph }
        var rewriting = NarrowFloats(types: graph.valueTypes)
        for node in graph.body.nodes { rewriting.append(node) }
        var result = graph
        result.valueTypes = rewriting.types
        result.body.nodes = rewriting.nodes
        return result
    }

    private init(types: [TensorType]) { self.types = types }

    private func isNarrow(_ value: ValueID) -> Bool { types[value.index].element.isNarrowFloat }

    private mutating func append(_ node: Node) {
        guard node.operands.contains(where: isNarrow), isArithmetic(node) else { return nodes.append(node) }
        var copy = node
        copy.operands = node.operands.map { isNarrow($0) ? widened($0, node) : $0 }
        copy.regions = node.regions.map { widened($0) }
        // A conversion gives its own type.
        if case .convert = node.operation { return nodes.append(copy) }
        copy.results = node.results.map { isNarrow($0) ? value(types[$0.index].with(.f32)) : $0 }
        nodes.append(copy)
        for (result, wide) in zip(node.results, copy.results) where result != wide {
            convert(wide, to: result, like: node)
        }
    }

    /// Whether a node on narrow floats computes with them, rather than move them.
    private func isArithmetic(_ node: Node) -> Bool {
        switch node.operation {
        case .binary(let operation): operation != .nextAfter
        case .unary, .clamp, .dotGeneral, .convolution: true
        case .compare(let attributes): attributes.order == .float
        // To f32 it is the conversion itself, and to the same type it only makes NaN canonical.
        case .convert(let attributes):
            attributes.element != .f32 && attributes.element != types[node.operands[0].index].element
        case .reduce, .reduceWindow: node.operands.count == 2 && node.regions[0].simpleBody != nil
        case .scatter: node.operands.count == 3 && node.regions[0].simpleBody != nil
        case .selectAndScatter: node.regions[1].simpleBody != nil && isComparison(node.regions[0])
        case .select, .bitcastConvert, .constant, .iota, .reshape, .transpose, .broadcastInDim, .slice, .dynamicSlice,
            .dynamicUpdateSlice, .pad, .concatenate, .reverse, .gather, .whileLoop, .ifElse, .rngBitGenerator,
            .composite, .customCall, .complex, .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve,
            .optimizationBarrier:
            false
        }
    }

    private func isComparison(_ body: Region) -> Bool {
        guard body.nodes.count == 1, case .compare(let attributes) = body.nodes[0].operation else { return false }
        return attributes.order == .float
    }

    private mutating func value(_ type: TensorType) -> ValueID {
        types.append(type)
        return ValueID(types.count - 1)
    }

    private mutating func convert(_ operand: ValueID, to result: ValueID, like node: Node) {
        nodes.append(
            Node(
                .convert(ConvertAttributes(to: types[result.index].element)), operands: [operand], results: [result],
                location: node.location))
    }

    /// The f32 value that equals a narrow one, made where it is first read.
    private mutating func widened(_ narrow: ValueID, _ node: Node) -> ValueID {
        if let known = wide[narrow] { return known }
        let result = value(types[narrow.index].with(.f32))
        convert(narrow, to: result, like: node)
        wide[narrow] = result
        return result
    }

    /// A fold's body on f32 scalars.
    private mutating func widened(_ body: Region) -> Region {
        var map: [ValueID: ValueID] = [:]
        func widened(_ values: [ValueID]) -> [ValueID] { values.map { map[$0] ?? $0 } }
        for narrow in body.parameters + body.nodes.flatMap(\.results) where isNarrow(narrow) {
            map[narrow] = value(TensorType([], .f32))
        }
        var copy = Region(parameters: widened(body.parameters), nodes: [], results: widened(body.results))
        for var node in body.nodes {
            (node.operands, node.results) = (widened(node.operands), widened(node.results))
            copy.nodes.append(node)
        }
        return copy
    }
}

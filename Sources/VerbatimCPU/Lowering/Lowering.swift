import VerbatimGraph

/// Turns a graph's operations into items: views where nothing needs to move, element functions, kernels.
struct Lowering {
    let graph: Graph
    let compiler: Compiler
    /// The types of the graph's values, then of those made here.
    var types: [TensorType]
    private(set) var items: [Item] = []
    /// Constants with their values, by number of appearance.
    private(set) var constants: [(value: ValueID, tensor: TensorValue)] = []
    /// Where the elements of each value lie.
    private var views: [ValueID: View] = [:]
    /// The copies made of views, to be read instead of copying again.
    private var copies: [View: View] = [:]
    /// The permutations of values that only transpositions read, all the same.
    let permutations: [ValueID: [Int]]
    /// The f32 value that equals a stored one of 16-bit floats.
    var wideValues: [ValueID: ValueID] = [:]

    /// Lowers a graph without composites other than those with fused kernels.
    init(_ graph: Graph, _ compiler: Compiler) throws {
        self.graph = graph
        self.compiler = compiler
        types = graph.valueTypes
        permutations = graph.body.permutations
        for parameter in graph.body.parameters { define(parameter) }
        for node in graph.body.nodes {
            do {
                try lower(node)
            } catch let error as VerbatimError {
                throw error.at(node.location)
            }
        }
    }

    // MARK: Values

    func type(_ value: ValueID) -> TensorType { types[value.index] }

    /// Where a value's elements lie.
    func view(_ value: ValueID) -> View {
        guard let view = views[value] else { fatalError("value \(value.index) is used before it is lowered") }
        return view
    }

    /// Says that a value is stored as it is, row-major.
    mutating func define(_ value: ValueID) { views[value] = View(value, shape: type(value).shape) }

    /// Says that a value's elements lie somewhere already.
    mutating func alias(_ value: ValueID, _ view: View) { views[value] = view }

    /// A new value, stored row-major.
    mutating func newValue(_ type: TensorType) -> ValueID {
        types.append(type)
        let value = ValueID(types.count - 1)
        define(value)
        return value
    }

    mutating func append(_ item: Item) {
        items.append(item)
        for result in item.results { define(result) }
    }

    mutating func addConstant(_ tensor: TensorValue) -> ValueID {
        let value = newValue(tensor.type)
        constants.append((value, tensor))
        return value
    }

    /// A view with the same elements row-major and contiguous, copied if need be.
    mutating func stored(_ view: View) -> View {
        if view.isContiguous {
            return View(
                base: view.base, offset: view.offset, shape: view.shape, strides: TensorType.rowMajorStrides(view.shape)
            )
        }
        return copied(view)
    }

    /// A stored copy of a view's elements.
    mutating func copied(_ view: View) -> View {
        if let copy = copies[view] { return copy }
        let type = type(view.base).with(shape: view.shape)
        let copy = newValue(type)
        appendElementwise(.move(type.element.byteCount), [view], copy)
        copies[view] = self.view(copy)
        return self.view(copy)
    }

    /// The element type of a view.
    func element(_ view: View) -> ElementType { type(view.base).element }

    /// Values that hold the graph's outputs: each made by an item, stored row-major, and output once.
    mutating func storeOutputs(_ results: [ValueID]) -> [ValueID] {
        let made = Set(items.filter { !$0.isBarrier }.flatMap(\.results))
        var taken: Set<ValueID> = []
        return results.map { result in
            let view = view(result)
            let type = type(result)
            let isWhole = view.isContiguous && view.offset == 0 && self.type(view.base).count == view.count
            if isWhole, made.contains(view.base), self.type(view.base).element == type.element,
                taken.insert(view.base).inserted
            {
                return view.base
            }
            let copy = newValue(type)
            if type.element.byteCount > 8 {
                // No kernel moves elements as wide, so they were stored whole.
                append(
                    Item(
                        name: "reference copy",
                        work: .kernel(
                            ReferenceStep(
                                Node(.reshape(ReshapeAttributes(type.shape)), operands: [result], results: [copy]),
                                types: types)), operands: [stored(view)], results: [copy], payloads: .observed))
                return copy
            }
            appendElementwise(.move(type.element.byteCount), [view], copy)
            return copy
        }
    }

    // MARK: Operations

    private mutating func lower(_ node: Node) throws {
        if isForeign(node) { return reference(node) }
        let operands = node.operands.map(view)
        switch node.operation {
        case .unary(let operation):
            elementwise(.unary(operation, element(operands[0])), operands, node)
        case .binary(let operation):
            elementwise(.binary(operation, element(operands[0])), operands, node)
        case .compare(let attributes): compare(attributes, operands, node)
        case .select: select(operands, node)
        case .clamp: clamp(operands, node)
        case .convert(let attributes): convert(operands[0], to: attributes.element, node)
        case .bitcastConvert(let attributes): bitcast(operands[0], to: attributes.element, node)
        case .constant(let attributes): constant(attributes.value, node.results[0])
        case .iota(let attributes): iota(attributes, node.results[0])
        case .reshape(let attributes): reshape(operands[0], attributes.shape, node.results[0])
        case .transpose(let attributes): alias(node.results[0], operands[0].transposed(attributes.permutation))
        case .broadcastInDim(let attributes):
            alias(
                node.results[0], operands[0].broadcast(to: attributes.shape, dimensions: attributes.dimensions))
        case .slice(let attributes):
            alias(
                node.results[0],
                operands[0].sliced(
                    start: attributes.start, shape: type(node.results[0]).shape, steps: attributes.strides))
        case .dynamicSlice: dynamicSlice(operands, node)
        case .dynamicUpdateSlice: dynamicUpdateSlice(operands, node)
        case .pad(let attributes): pad(attributes, operands, node)
        case .concatenate(let attributes): concatenate(attributes, operands, node)
        case .reverse(let attributes): alias(node.results[0], operands[0].reversed(attributes.dimensions))
        case .reduce(let attributes): reduce(attributes, operands, node)
        case .reduceWindow(let attributes): reduceWindow(attributes, operands, node)
        case .selectAndScatter(let attributes): selectAndScatter(attributes, operands, node)
        case .dotGeneral(let attributes): dotGeneral(attributes, operands, node)
        case .convolution(let attributes): convolution(attributes, operands, node)
        case .gather(let attributes): gather(attributes, operands, node)
        case .scatter(let attributes): scatter(attributes, operands, node)
        case .whileLoop: try whileLoop(operands, node)
        case .ifElse: try ifElse(operands[0], node)
        case .optimizationBarrier: barrier(operands, node)
        case .rngBitGenerator, .complex, .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve:
            reference(node)
        case .composite(let attributes): try composite(attributes, operands, node)
        case .customCall(let attributes): customCall(attributes, operands, node)
        }
    }

    /// Whether an operation works on types that only the reference executor knows.
    private func isForeign(_ node: Node) -> Bool {
        switch node.operation {
        case .constant, .whileLoop, .ifElse, .composite, .customCall, .optimizationBarrier: return false
        case .unary, .binary, .compare, .select, .clamp, .convert, .bitcastConvert, .iota, .reshape, .transpose,
            .broadcastInDim, .slice, .dynamicSlice, .dynamicUpdateSlice, .pad, .concatenate, .reverse, .reduce,
            .reduceWindow, .selectAndScatter, .dotGeneral, .convolution, .gather, .scatter, .rngBitGenerator, .complex,
            .reducePrecision, .map, .sort, .fft, .cholesky, .triangularSolve:
            let captures = node.regions.flatMap(\.captures)
            return (node.operands + node.results + captures).contains { !type($0).element.isNative }
        }
    }

    /// Hands an operation to the reference executor.
    mutating func reference(_ node: Node) {
        var inputs: [View] = []
        var seen: Set<ValueID> = []
        for value in ReferenceStep.inputs(of: node) where seen.insert(value).inserted {
            inputs.append(stored(view(value)))
        }
        append(
            Item(
                name: "reference \(node.operation.name)", work: .kernel(ReferenceStep(node, of: graph)),
                operands: inputs, results: node.results, payloads: .observed, hasSideEffect: node.hasSideEffect))
    }
}

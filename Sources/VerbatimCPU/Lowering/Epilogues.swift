import VerbatimGraph

/// A kernel whose results can take a bias and a ReLU on their way to memory.
protocol EpilogueKernel: Emitter {
    /// The columns of its result, each of which a bias has one element for.
    var columns: Int { get }

    /// The same kernel with a bias as one more operand, and with a ReLU after it.
    func with(bias: Bool, relu: Bool) -> any EpilogueKernel
}

/// Folds an added bias and a ReLU into the contraction whose result nobody else reads.
///
/// A comparison of the ReLU's operand with 0, as its gradient makes, reads the ReLU's result instead: one is above 0
/// exactly where the other is.
struct Epilogues {
    private var items: [Item?]
    private let types: [TensorType]
    private let outputs: Set<ValueID>
    private let zeros: Set<ValueID>
    private var readers: [ValueID: [Int]] = [:]
    /// The places of kernels that have taken what they can.
    private var folded: Set<Int> = []

    /// The items with epilogues folded in, in an order in which they can run.
    static func fold(
        _ items: [Item], outputs: [ValueID], constants: [(value: ValueID, tensor: TensorValue)], types: [TensorType]
    ) -> [Item] {
        var epilogues = Epilogues(items, outputs, constants, types)
        for index in items.indices { epilogues.fold(index) }
        return epilogues.items.compactMap { $0 }
    }

    private init(
        _ items: [Item], _ outputs: [ValueID], _ constants: [(value: ValueID, tensor: TensorValue)],
        _ types: [TensorType]
    ) {
        self.items = items
        self.types = types
        self.outputs = Set(outputs)
        zeros = Set(
            constants.filter { _, tensor in
                tensor.type.element == .f32 && tensor.type.count == 1 && tensor.array(of: Float.self)[0].bitPattern == 0
            }.map(\.value))
        for (index, item) in items.enumerated() {
            for base in Set(item.operands.map(\.base)) { readers[base, default: []].append(index) }
        }
    }

    private mutating func fold(_ index: Int) {
        guard !folded.contains(index), let item = items[index], case .kernel(let emitter) = item.work,
            let kernel = emitter as? any EpilogueKernel, item.results.count == 1
        else { return }
        var result = item.results[0]
        var operands = item.operands
        var place = index
        var name = item.name
        let addition = biasAddition(of: result, columns: kernel.columns)
        if let addition {
            operands.append(addition.bias)
            result = items[addition.index]!.results[0]
            place = addition.index
            name += ", bias"
        }
        let activation = rectification(of: result)
        if let activation {
            for reader in activation.comparisons {
                items[reader]!.operands = items[reader]!.operands.map { operand in
                    guard operand.base == result else { return operand }
                    return View(activation.result, shape: operand.shape)
                }
            }
            items[activation.index] = nil
            name += ", relu"
            result = activation.result
        }
        guard addition != nil || activation != nil else { return }
        items[index] = nil
        folded.insert(place)
        items[place] = Item(
            name: name, work: .kernel(kernel.with(bias: addition != nil, relu: activation != nil)), operands: operands,
            results: [result], payloads: item.payloads)
    }

    /// The addition of a vector to the columns of a value that nobody else reads.
    private func biasAddition(of value: ValueID, columns: Int) -> (index: Int, bias: View)? {
        guard !outputs.contains(value), let only = readers[value], only.count == 1,
            let item = items[only[0]], case .elementwise(.binary(.add, .f32)) = item.work
        else { return nil }
        for (left, right) in [(item.operands[0], item.operands[1]), (item.operands[1], item.operands[0])]
        where isWhole(left, value) && right.base != value {
            let last = right.shape.count - 1
            guard last >= 0, right.shape[last] == columns, right.strides[last] == 1 || columns == 1,
                (0..<last).allSatisfy({ right.strides[$0] == 0 || right.shape[$0] == 1 })
            else { continue }
            return (only[0], View(base: right.base, offset: right.offset, shape: [columns], strides: [1]))
        }
        return nil
    }

    /// The ReLU of a value that nobody reads but it and comparisons with 0.
    private func rectification(of value: ValueID) -> (index: Int, result: ValueID, comparisons: [Int])? {
        guard !outputs.contains(value) else { return nil }
        var relu: (index: Int, result: ValueID)?
        var comparisons: [Int] = []
        for index in readers[value] ?? [] {
            guard let item = items[index], case .elementwise(let function) = item.work,
                item.operands.allSatisfy({ isWhole($0, value) || zeros.contains($0.base) })
            else { return nil }
            switch function {
            case .binary(.maximum, .f32) where relu == nil && item.operands.contains { $0.base != value }:
                relu = (index, item.results[0])
            case .compare(CompareAttributes(.gt, order: .float), .f32) where item.operands[1].base != value:
                comparisons.append(index)
            default: return nil
            }
        }
        return relu.map { ($0.index, $0.result, comparisons) }
    }

    /// Whether a view is all of a value in order.
    private func isWhole(_ view: View, _ value: ValueID) -> Bool {
        view.base == value && view.offset == 0 && view.isContiguous && view.count == types[value.index].count
    }
}

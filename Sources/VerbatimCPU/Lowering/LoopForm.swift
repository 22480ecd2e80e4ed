import VerbatimGraph

/// How a loop's body meets its state and what it uses from outside: rows of stacks are read and written where they lie.
///
/// A recurrence takes a row of each sequence and puts a row in each stack of results, at a place that a counter names.
/// Such slices and updates leave the body: it reads rows and writes them at addresses that change from step to step.
struct LoopForm {
    /// What becomes of a part of the state in a step.
    enum Part: Hashable {
        /// The body gives it anew.
        case moving
        /// The body passes it on unchanged, so it stays where it is.
        case fixed
        /// The body puts one row in it and does not read it, so it stays where it is.
        case stack(Row)
    }

    /// A row of a stack, at a place that a counter names.
    struct Row: Hashable {
        /// How the place follows from the counter.
        enum Place: Hashable {
            /// It is the counter.
            case counter
            /// It is so much less the counter.
            case end(Int)
            /// It is the counter, and so much more where that is negative.
            case wrapped(Int)

            /// Whether it takes every place while the counter goes from 0 through so many numbers.
            func takesAll(of count: Int) -> Bool {
                switch self {
                case .counter, .wrapped: true
                case .end(let end): end == count - 1
                }
            }
        }

        /// The part of the state that counts.
        var counter: Int
        var place: Place
        /// The counter's type, `i32` or `i64`.
        var element: ElementType
        /// The stack's rows: places are clamped to them.
        var count: Int

        /// The number of the row at a value of the counter.
        func number(_ counter: Int) -> Int {
            let place =
                switch place {
                case .counter: counter
                case .end(let end): end &- counter
                case .wrapped(let length): counter < 0 ? counter &+ length : counter
                }
            return min(max(0, element == .i32 ? Int(Int32(truncatingIfNeeded: place)) : place), count - 1)
        }
    }

    /// A stack that rows are read from.
    enum Source: Hashable {
        case state(Int)
        case outside(ValueID)
    }

    /// What becomes of each part of the state.
    private(set) var parts: [Part]
    /// The rows that the body reads, its parameters after those of the state that are not stacks.
    private(set) var rows: [(source: Source, row: Row)] = []
    /// The body without its slices and updates: parameters and results as said above, rows behind the others.
    private(set) var body: Region
    /// The part of the state that the body raises by 1 while it is less than this, if that is all the condition.
    private(set) var count: (counter: Int, limit: Int)?

    /// The stacks of which the loop writes every row if its counter starts from 0.
    var written: [Int] {
        guard let count else { return [] }
        return parts.indices.filter { number in
            guard case .stack(let row) = parts[number] else { return false }
            return row.counter == count.counter && row.count == count.limit && row.place.takesAll(of: row.count)
        }
    }

    private let types: [TensorType]
    private var integers: [ValueID: Int] = [:]
    private var counters: [ValueID: Int] = [:]

    init(_ condition: Region, _ body: Region, _ types: [TensorType]) {
        self.types = types
        self.body = body
        parts = zip(body.parameters, body.results).map { $0 == $1 ? .fixed : .moving }
        for (number, parameter) in body.parameters.enumerated() { counters[parameter] = number }
        for node in body.nodes { note(node) }
        takeWrites(condition)
        takeReads()
        self.body.parameters =
            zip(body.parameters, parts).filter { !$1.isStack }.map(\.0)
            + self.body.parameters.dropFirst(body.parameters.count)
        let results = self.body.results
        self.body.results =
            zip(results, parts).filter { $1 == .moving }.map(\.0) + zip(results, parts).filter { $1.isStack }.map(\.0)
        count = limit(condition, body)
    }

    /// Remembers the integers that a body holds.
    private mutating func note(_ node: Node) {
        guard case .constant(let attributes) = node.operation else { return }
        integers[node.results[0]] = attributes.value.integer
    }

    /// The row that a slice or an update of rows takes, given the first operands of which there is one for each dimension.
    private func row(_ stack: TensorType, _ size: [Int], _ starts: ArraySlice<ValueID>, _ nodes: [Node]) -> Row? {
        guard stack.element.isNative, stack.rank > 0, stack.shape[0] > 0, size == [1] + stack.shape.dropFirst(),
            starts.dropFirst().allSatisfy({ integers[$0] == 0 }), let place = starts.first
        else { return nil }
        let element = types[place.index].element
        guard element == .i32 || element == .i64, let (counter, form) = self.place(place, nodes) else { return nil }
        return Row(counter: counter, place: form, element: element, count: stack.shape[0])
    }

    /// The counter and how a place follows from it, if it does in one of the ways known here.
    private func place(_ value: ValueID, _ nodes: [Node]) -> (counter: Int, Row.Place)? {
        func node(_ value: ValueID) -> Node? { nodes.first { $0.results == [value] } }
        if let counter = counters[value] { return (counter, .counter) }
        guard let last = node(value) else { return nil }
        let operands = last.operands
        if last.operation == .binary(.subtract) {
            guard let end = integers[operands[0]], let counter = counters[operands[1]] else { return nil }
            return (counter, .end(end))
        }
        // counter < 0 ? counter + length : counter
        guard last.operation == .select, let counter = counters[operands[2]], let test = node(operands[0]),
            let sum = node(operands[1]), case .compare(let attributes) = test.operation, attributes.direction == .lt,
            test.operands[0] == operands[2], integers[test.operands[1]] == 0,
            sum.operation == .binary(.add), sum.operands[0] == operands[2], let length = integers[sum.operands[1]]
        else { return nil }
        return (counter, .wrapped(length))
    }

    /// Takes out the updates of a part of the state that is not read otherwise.
    private mutating func takeWrites(_ condition: Region) {
        func uses(_ value: ValueID, _ region: Region) -> Int {
            region.nodes.reduce(region.results.count { $0 == value }) { count, node in
                node.regions.reduce(count + node.operands.count { $0 == value }) { $0 + uses(value, $1) }
            }
        }
        let nodes = body.nodes
        for number in parts.indices {
            let (parameter, result) = (body.parameters[number], body.results[number])
            guard let update = nodes.first(where: { $0.results == [result] }), update.operation == .dynamicUpdateSlice,
                update.operands[0] == parameter, uses(parameter, body) == 1,
                uses(condition.parameters[number], condition) == 0,
                uses(result, body) == 1,
                let row = row(
                    types[parameter.index], types[update.operands[1].index].shape, update.operands[2...], nodes)
            else { continue }
            parts[number] = .stack(row)
            body.results[number] = unshaped(update.operands[1], nodes)
            body.nodes.removeAll { $0.results == [result] }
        }
    }

    /// The value under a reshape: the same elements in the same order.
    private func unshaped(_ value: ValueID, _ nodes: [Node]) -> ValueID {
        guard let node = nodes.first(where: { $0.results == [value] }), case .reshape = node.operation else {
            return value
        }
        return unshaped(node.operands[0], nodes)
    }

    /// Takes out the slices of what does not change from step to step.
    private mutating func takeReads() {
        let inside = Set(body.parameters + body.nodes.flatMap(\.results))
        for node in body.nodes {
            guard case .dynamicSlice(let attributes) = node.operation else { continue }
            let stack = node.operands[0]
            let source: Source
            if let number = counters[stack] {
                guard parts[number] == .fixed else { continue }
                source = .state(number)
            } else {
                guard !inside.contains(stack) else { continue }
                source = .outside(stack)
            }
            guard let row = row(types[stack.index], attributes.sizes, node.operands[1...], body.nodes) else { continue }
            rows.append((source, row))
            body.parameters.append(node.results[0])
        }
        let taken = Set(body.parameters)
        body.nodes.removeAll { $0.results.contains(where: taken.contains) }
    }

    /// The counter and its limit, if the condition is `counter < limit` and the body adds 1 to the counter.
    private func limit(_ condition: Region, _ body: Region) -> (counter: Int, limit: Int)? {
        guard let test = condition.nodes.last, condition.results == test.results,
            case .compare(let attributes) = test.operation, attributes.direction == .lt,
            let counter = condition.parameters.firstIndex(of: test.operands[0]),
            let constant = condition.nodes.first(where: { $0.results == [test.operands[1]] }),
            case .constant(let held) = constant.operation, let limit = held.value.integer,
            let step = body.nodes.first(where: { $0.results == [body.results[counter]] }),
            step.operation == .binary(.add), step.operands[0] == body.parameters[counter],
            integers[step.operands[1]] == 1
        else { return nil }
        return (counter, limit)
    }
}

extension LoopForm.Part {
    /// Whether rows are put in it.
    var isStack: Bool {
        if case .stack = self { return true }
        return false
    }
}

extension TensorValue {
    /// The number that a scalar of `i32` or `i64` holds.
    var integer: Int? {
        guard type.rank == 0 else { return nil }
        if type.element == .i32 { return Int(array(of: Int32.self)[0]) }
        return type.element == .i64 ? Int(array(of: Int64.self)[0]) : nil
    }
}

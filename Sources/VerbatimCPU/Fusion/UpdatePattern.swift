import CVerbatimKernels
import VerbatimGraph

/// An optimizer's update as a chain's members spell it, for which there is a kernel that does them in one pass.
///
/// The kernel gives what the members give one by one, so an update that is written otherwise is only slower.
struct UpdatePattern: Sendable {
    /// What a member of the pattern takes.
    enum Source: Sendable {
        /// The result of an earlier member.
        case member(Int)
        /// An operand of the pattern.
        case operand(Int)
    }

    private struct Member: Sendable {
        var function: ElementFunction
        var sources: [Source]
    }

    /// A short name for `explain`.
    let name: String
    /// The kernel's number.
    let update: Int32
    private var members: [Member] = []
    /// The members whose results the kernel stores, in its order.
    private var results: [Int] = []
    private var operandCount = 0

    /// All of them.
    static let all: [UpdatePattern] = [
        UpdatePattern("adam", VB_UPDATE_ADAM) { pattern in
            let (m, v, g, p) = (pattern.operand(), pattern.operand(), pattern.operand(), pattern.operand())
            let (a, b, alpha, epsilon) = (pattern.operand(), pattern.operand(), pattern.operand(), pattern.operand())
            let mean = pattern.result(pattern.add(m, pattern.multiply(pattern.subtract(g, m), a)))
            let change = pattern.multiply(pattern.subtract(pattern.multiply(g, g), v), b)
            let square = pattern.result(pattern.add(v, change))
            pattern.adamParameter(p, mean, square, alpha, epsilon)
        },
        UpdatePattern("keras 2 adam", VB_UPDATE_ADAM_KERAS2) { pattern in
            let (m, v, g, p) = (pattern.operand(), pattern.operand(), pattern.operand(), pattern.operand())
            let (old1, new1) = (pattern.operand(), pattern.operand())
            let (old2, new2) = (pattern.operand(), pattern.operand())
            let (alpha, epsilon) = (pattern.operand(), pattern.operand())
            let mean = pattern.result(pattern.weightedSum(m, old1, g, new1))
            let square = pattern.meanSquare(v, old2, g, new2)
            pattern.adamParameter(p, mean, square, alpha, epsilon)
        },
        UpdatePattern("rmsprop", VB_UPDATE_RMSPROP) { pattern in
            let (v, g, p) = (pattern.operand(), pattern.operand(), pattern.operand())
            let (old, new, rate, epsilon) = (pattern.operand(), pattern.operand(), pattern.operand(), pattern.operand())
            let square = pattern.meanSquare(v, old, g, new)
            let step = pattern.multiply(rate, g)
            _ = pattern.result(pattern.subtract(p, pattern.divide(step, pattern.sqrt(pattern.add(square, epsilon)))))
        },
        UpdatePattern("keras 2 rmsprop", VB_UPDATE_RMSPROP_KERAS2) { pattern in
            let (v, g, p) = (pattern.operand(), pattern.operand(), pattern.operand())
            let (old, new, rate, epsilon) = (pattern.operand(), pattern.operand(), pattern.operand(), pattern.operand())
            let square = pattern.meanSquare(v, old, g, new)
            let step = pattern.multiply(rate, g)
            _ = pattern.result(pattern.subtract(p, pattern.divide(step, pattern.add(pattern.sqrt(square), epsilon))))
        },
        UpdatePattern("momentum", VB_UPDATE_MOMENTUM) { pattern in
            let (v, g, p) = (pattern.operand(), pattern.operand(), pattern.operand())
            let (momentum, rate) = (pattern.operand(), pattern.operand())
            let velocity = pattern.velocity(v, momentum, g, rate)
            _ = pattern.result(pattern.add(p, velocity))
        },
        UpdatePattern("momentum with decay", VB_UPDATE_MOMENTUM_DECAY) { pattern in
            let (v, g, p) = (pattern.operand(), pattern.operand(), pattern.operand())
            let (momentum, rate, decay) = (pattern.operand(), pattern.operand(), pattern.operand())
            let decayed = pattern.subtract(p, pattern.multiply(pattern.multiply(p, decay), rate))
            let velocity = pattern.velocity(v, momentum, g, rate)
            _ = pattern.result(pattern.add(decayed, velocity))
        },
    ]

    // MARK: Spelling

    private init(_ name: String, _ update: Int, _ spell: (inout UpdatePattern) -> Void) {
        self.name = name
        self.update = Int32(update)
        spell(&self)
    }

    private mutating func operand() -> Source {
        operandCount += 1
        return .operand(operandCount - 1)
    }

    private mutating func member(_ function: ElementFunction, _ sources: Source...) -> Source {
        members.append(Member(function: function, sources: sources))
        return .member(members.count - 1)
    }

    private mutating func add(_ a: Source, _ b: Source) -> Source { member(.binary(.add, .f32), a, b) }
    private mutating func subtract(_ a: Source, _ b: Source) -> Source { member(.binary(.subtract, .f32), a, b) }
    private mutating func multiply(_ a: Source, _ b: Source) -> Source { member(.binary(.multiply, .f32), a, b) }
    private mutating func divide(_ a: Source, _ b: Source) -> Source { member(.binary(.divide, .f32), a, b) }
    private mutating func sqrt(_ a: Source) -> Source { member(.unary(.sqrt, .f32), a) }

    /// A result, whose NaN is canonical since it is an output of the program.
    private mutating func result(_ source: Source) -> Source {
        let canonical = member(.canonicalize(.f32), source)
        results.append(members.count - 1)
        return canonical
    }

    private mutating func weightedSum(_ a: Source, _ weightA: Source, _ b: Source, _ weightB: Source) -> Source {
        let first = multiply(weightA, a)
        return add(first, multiply(weightB, b))
    }

    private mutating func meanSquare(_ v: Source, _ old: Source, _ g: Source, _ new: Source) -> Source {
        let first = multiply(old, v)
        return result(add(first, multiply(new, multiply(g, g))))
    }

    private mutating func velocity(_ v: Source, _ momentum: Source, _ g: Source, _ rate: Source) -> Source {
        let first = multiply(momentum, v)
        return result(subtract(first, multiply(rate, g)))
    }

    private mutating func adamParameter(
        _ p: Source, _ mean: Source, _ square: Source, _ alpha: Source, _ epsilon: Source
    ) {
        let step = multiply(mean, alpha)
        _ = result(subtract(p, divide(step, add(sqrt(square), epsilon))))
    }

    // MARK: Matching

    /// What an update in a chain takes and gives.
    struct Match {
        var operands: [View]
        var results: [ValueID]
        /// How many members it takes the place of.
        var count: Int
    }

    /// The pattern in a chain from a member on; nil unless the members are its, and nobody else needs what lies between.
    ///
    /// - Parameter isNeeded: Whether a value is stored, or read by a member outside of a range.
    func match(
        _ chain: [ElementwiseMember], from start: Int, isNeeded: (ValueID, _ outside: Range<Int>) -> Bool
    ) -> Match? {
        guard start + members.count <= chain.count else { return nil }
        let window = start..<start + members.count
        let made = chain[window].map(\.result)
        var operands = [View?](repeating: nil, count: operandCount)
        for (member, found) in zip(members, chain[window]) {
            guard member.function == found.function else { return nil }
            for (source, view) in zip(member.sources, found.operands) {
                switch source {
                case .member(let index): guard view.base == made[index] else { return nil }
                case .operand(let index):
                    guard operands[index] == nil || operands[index] == view, !made.contains(view.base) else {
                        return nil
                    }
                    operands[index] = view
                }
            }
        }
        for (index, value) in made.enumerated() where !results.contains(index) && isNeeded(value, window) { return nil }
        return Match(operands: operands.map { $0! }, results: results.map { made[$0] }, count: members.count)
    }
}

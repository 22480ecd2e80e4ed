import VerbatimGraph

/// One thing that a lowered program does: reads views of stored values, gives stored values.
struct Item {
    /// What does it.
    enum Work {
        /// One function of each element; a candidate for fusion.
        case elementwise(ElementFunction)
        /// A chain of such functions, fused.
        case fused([ElementwiseMember])
        /// Anything else.
        case kernel(any Emitter)
    }

    var name: String
    var work: Work
    var operands: [View]
    var results: [ValueID]
    /// What becomes of the payloads of NaN that it reads.
    var payloads: Payloads
    /// Whether it must keep its place among others with side effects.
    var hasSideEffect = false
}

/// What an item does with the payload and sign of a NaN that it reads.
enum Payloads {
    /// Its results do not depend on them.
    case ignored
    /// Its results may carry them on.
    case moved
    /// It shows them, whether or not its results are used.
    case observed
}

/// Turns an item into steps.
protocol Emitter {
    /// Appends the item's steps.
    func emit(_ item: Item, _ emission: inout Emission) throws
}

/// One member of a fused chain: a function of views or of earlier members.
struct ElementwiseMember {
    var function: ElementFunction
    var operands: [View]
    var result: ValueID
}

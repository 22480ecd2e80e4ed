/// A named operation made of primitives, with a pullback of its own; executors may have a fused kernel for it.
///
/// The decomposition says what it means: a fused kernel gives the decomposition's bits, so the decomposition is written
/// in the order that a fast kernel wants. Decompositions are never differentiated; the pullback usually appends another
/// composite. A custom composite needs nothing else: `GraphBuilder.composite` makes its type known to the builder.
public protocol Composite: Sendable {
    /// The stable name with its namespace, such as `verbatim.softmax`; it finds the pullback and the fused kernel.
    static var name: String { get }

    /// What the composite is configured with; with the operands' types this determines the decomposition.
    var options: [String: CompositeAttributes.Option] { get }

    /// Makes the composite of its options, as read from a graph.
    ///
    /// - Throws: `VerbatimError` for options that are missing or out of range.
    init(options: [String: CompositeAttributes.Option]) throws

    /// Appends the primitives, or other composites, that the composite means and returns its results.
    ///
    /// - Throws: `VerbatimError` for operands that do not suit it.
    func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID]

    /// Appends the gradients of the operands; nil where there is none or none is needed.
    ///
    /// The default refuses to be differentiated.
    func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?]
}

extension Composite {
    /// Refuses to be differentiated.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        throw VerbatimError(
            .notDifferentiable, "\(Self.name) has no gradient",
            remedy: "give its type a pullback, or take no gradient through it")
    }
}

import VerbatimCPU
import VerbatimGraph

/// A graph under construction that tensors refer to.
///
/// It wraps a `GraphBuilder` behind a lock, keeps the first mistake, and gives the graph at the end.
package final class Trace: @unchecked Sendable {
    // Sendable because `builder` and `error` are touched only while `lock` is held.
    private let lock: Guarded<Void> = .init(())
    private let builder: GraphBuilder
    private var error: VerbatimError?

    /// The values of the outer graph that became inputs here, in the order of their first use.
    private var capturedValues: [(outer: Tensor, value: ValueID, inner: ValueID)] = []

    /// The graph's name.
    package let name: String
    /// The graph whose values this one may use: each becomes an input where it is first used.
    package let outer: Trace?
    /// How many graphs lie around this one.
    package let depth: Int

    /// Starts an empty graph, inside another one if there is an outer one.
    package init(name: String, outer: Trace? = nil) {
        self.name = name
        self.outer = outer
        depth = outer.map { $0.depth + 1 } ?? 0
        builder = GraphBuilder(name: name)
    }

    /// The outer graph's tensors that became inputs, in the order of these inputs, which follow all stated ones.
    package var captures: [Tensor] { lock.withLock { _ in capturedValues.map(\.outer) } }

    /// The input that stands for a value of the outer graph; called while the lock is held.
    private func captured(_ tensor: Tensor, _ value: ValueID, _ type: TensorType) -> ValueID {
        if let known = capturedValues.first(where: { $0.value == value }) { return known.inner }
        let inner = builder.input(type, name: "captured \(capturedValues.count)")
        capturedValues.append((tensor, value, inner))
        return inner
    }

    /// The innermost graph that tensors belong to.
    package static func innermost(_ tensors: [Tensor]) -> Trace? {
        tensors.lazy.compactMap(\.trace).max { $0.depth < $1.depth }
    }

    /// Adds an input; `sampleDimension` is the dimension along which samples lie.
    package func input(_ type: TensorType, name: String, sampleDimension: Int? = nil) -> Tensor {
        lock.withLock { _ in
            Tensor(.traced(self, builder.input(type, name: name, sampleDimension: sampleDimension), type))
        }
    }

    /// The first mistake made in the trace.
    package var failure: VerbatimError? { lock.withLock { _ in error } }

    /// The location that operations get now.
    package var location: Location { lock.withLock { _ in builder.location } }

    /// Records a mistake, unless there is an earlier one, and returns it with its location.
    @discardableResult
    package func fail(_ error: any Error) -> VerbatimError {
        lock.withLock { _ in
            let located = Tensor.located(error, builder.location)
            if self.error == nil { self.error = located }
            return located
        }
    }

    /// Runs a closure whose operations belong to a layer.
    package func withLayerPath<Result>(_ path: String, _ body: () throws -> Result) rethrows -> Result {
        let outer = location
        var inner = outer
        inner.layerPath = path
        return try withLocation(inner, body)
    }

    /// Runs a closure whose operations get a location, where they have no better one.
    package func withLocation<Result>(_ location: Location, _ body: () throws -> Result) rethrows -> Result {
        let outer = self.location
        lock.withLock { _ in builder.location = location }
        defer { lock.withLock { _ in builder.location = outer } }
        return try body()
    }

    /// Runs a closure whose values gradients compute again rather than keep.
    package func remat<Result>(_ body: () throws -> Result) rethrows -> Result {
        let start = lock.withLock { _ in builder.valueTypes.count }
        let result = try body()
        lock.withLock { _ in builder.endSegment(from: start) }
        return result
    }

    /// Appends to the graph at a place in the source; the closure must not call operations on tensors.
    ///
    /// A place in the library gives way to the one that the trace already has, which is the user's.
    package func append<Result>(
        file: StaticString, line: Int, _ body: (GraphBuilder) throws -> Result
    ) rethrows -> Result {
        try lock.withLock { _ in
            let outer = builder.location
            defer { builder.location = outer }
            let file = "\(file)"
            if !file.isEmpty && (outer.file.isEmpty || !Trace.isLibrary(file)) {
                builder.location.file = file
                builder.location.line = line
            }
            return try body(builder)
        }
    }

    /// The value of a tensor in this graph: its own, or a constant.
    ///
    /// - Throws: The tensor's mistake, or `VerbatimError` of code `malformed` for a tensor of another graph.
    package static func operand(_ tensor: Tensor, of trace: Trace, _ builder: GraphBuilder) throws -> ValueID {
        switch tensor.storage {
        case .value(let value): return try builder.constant(value)
        case .number(let number): return try builder.constant(try number.value(as: number.element))
        case .failed(let error, _): throw error
        case .traced(let other, let value, let type):
            if other !== trace, let outer = trace.outer, other.depth <= outer.depth {
                // Of a graph further out it is first an input of the one between.
                let near =
                    other === outer
                    ? value
                    : try outer.append(file: "", line: 0) { builder in
                        try operand(tensor, of: outer, builder)
                    }
                return trace.captured(Tensor(.traced(outer, near, type)), near, type)
            }
            guard other === trace else {
                throw VerbatimError(
                    .malformed, "tensors of two graphs were mixed",
                    received: "\(type) of \(other.name) in \(trace.name)", expected: "tensors of one graph",
                    remedy: "pass the outer tensor to the inner closure as an argument")
            }
            return value
        }
    }

    /// The gradients of a scalar with respect to tensors of this graph, appended to it.
    package func gradients(of scalar: Tensor, withRespectTo tensors: [Tensor]) throws -> [Tensor] {
        try lock.withLock { _ in
            if let error { throw error }
            let target = try Trace.operand(scalar, of: self, builder)
            let sources = try tensors.map { try Trace.operand($0, of: self, builder) }
            return try zip(sources, builder.gradients(of: target, withRespectTo: sources)).map { source, gradient in
                let type = builder.type(of: source)
                let value = try gradient ?? builder.constant(TensorValue(zeros: type.with(shape: [])), type)
                return Tensor(.traced(self, value, type))
            }
        }
    }

    /// Ends the graph.
    ///
    /// Operations that no output needs are dropped, and sums over samples get their marks.
    ///
    /// - Throws: The first mistake made in the trace.
    package func finish(outputs: [Tensor], names: [String]? = nil) throws -> Graph {
        try lock.withLock { _ in
            if let error { throw error }
            let values = try outputs.map { try Trace.operand($0, of: self, builder) }
            return try builder.finish(outputs: values, names: names).markingSampleSums()
        }
    }

    private static func isLibrary(_ file: String) -> Bool {
        ["VerbatimTensor/", "VerbatimNN/", "VerbatimTraining/"].contains { file.hasPrefix($0) }
    }
}

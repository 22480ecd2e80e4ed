import VerbatimCPU
import VerbatimGraph

/// What a compiled closure keeps: one executable for each input signature.
final class CompiledCache<Output: Sendable>: Sendable {
    /// The arrangement and the types of inputs.
    struct Signature: Hashable, Sendable {
        var structure: String
        var types: [TensorType]
    }

    /// A compiled graph, and the outputs that its results go into.
    struct Entry: Sendable {
        var executable: any Executable
        var output: Output
    }

    private let entries: Guarded<[Signature: Entry]> = .init([:])

    /// The entry of a signature, made if there is none; two tasks may make the same one, which has the same bits.
    func entry(_ signature: Signature, make: () throws -> Entry) throws -> Entry {
        if let entry = entries.withLock({ $0[signature] }) { return entry }
        let entry = try make()
        entries.withLock { $0[signature] = entry }
        return entry
    }
}

import Verbatim

/// Functions of `keras.ops`: outputs and gradients of inputs.
struct OpsFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        throw Unsupported("function \(fixture.className)")
    }
}

import Verbatim

/// Layers: outputs, gradients of inputs and weights, states, losses.
struct LayersFamily: FamilyRunner {
    func run(_ fixture: Fixture) throws -> [Answer] {
        throw Unsupported("layer \(fixture.className)")
    }
}

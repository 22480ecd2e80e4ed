import VerbatimGraph
import VerbatimTensor

extension CallContext {
    /// The shape of a layer's draws: the input's, or what is stated, in which nil stands for the input's size.
    func noiseShape(_ stated: [Int?]?, for x: Tensor) throws -> [Int] {
        guard let stated else { return x.shape }
        guard stated.count == x.rank, zip(stated, x.shape).allSatisfy({ $0 == nil || $0 == 1 || $0 == $1 }) else {
            throw VerbatimError(
                .shape, "the noise shape of \(description) does not suit its input",
                received: "\(stated.map { $0.map(String.init) ?? "nil" }) for input \(x.shape)",
                expected: "nil, 1 or the input's size for each of its dimensions")
        }
        return zip(stated, x.shape).map { $0 ?? $1 }
    }
}

/// The composites that Verbatim defines, by name, so that a graph read from text finds their pullbacks.
enum CompositeTable {
    static let types: [any Composite.Type] = [
        BatchNormalization.self, BatchNormalizationGradient.self, LogSoftmax.self, LogSoftmaxGradient.self,
        RandomBernoulli.self, RandomBits.self, RandomNormal.self, RandomUniform.self, Softmax.self,
        SoftmaxGradient.self, StopGradient.self,
    ]

    static func type(named name: String) -> (any Composite.Type)? { types.first { $0.name == name } }
}

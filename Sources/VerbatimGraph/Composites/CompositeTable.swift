/// The composites that Verbatim defines, by name, so that a graph read from text finds their pullbacks.
enum CompositeTable {
    static let types: [any Composite.Type] = [
        BatchNormalizationComposite.self, BatchNormalizationGradient.self, BatchNormalizationSums.self,
        BatchStatisticsComposite.self, EvenMaximum.self, LogSoftmax.self, LogSoftmaxGradient.self,
        BernoulliDraw.self, RandomBits.self, NormalDraw.self, UniformDraw.self, ScanComposite.self, ScatterUpdate.self,
        SoftmaxComposite.self, SoftmaxGradient.self, StandardizedRows.self, StopGradient.self, StraightThrough.self,
    ]

    static func type(named name: String) -> (any Composite.Type)? { types.first { $0.name == name } }
}

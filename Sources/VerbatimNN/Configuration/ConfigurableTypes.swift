/// The types that descriptions may name: the library's, and the user's.
public struct ConfigurableTypes: Sendable {
    /// Where a decoder finds the types.
    public static let key: CodingUserInfoKey = CodingUserInfoKey(rawValue: "verbatim.configurable")!

    private var types: [String: any Configurable.Type] = [:]
    /// The user's activation functions by name.
    let functions: [String: FunctionActivation]

    /// Makes the library's types and more; a name given twice means the later type.
    public init(_ types: [any Configurable.Type] = [], functions: [FunctionActivation] = []) {
        for type in Self.standard + types { self.types[type.typeName] = type }
        self.functions = Dictionary(functions.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    /// The type of a name.
    subscript(_ name: String) -> (any Configurable.Type)? { types[name] }

    /// All names, in order.
    var names: [String] { types.keys.sorted() }

    private static let standard: [any Configurable.Type] = [
        CELUActivation.self, ELUActivation.self, ExponentialActivation.self, GELUActivation.self, GLUActivation.self,
        HardShrinkActivation.self, HardSiLUActivation.self, HardSigmoidActivation.self, HardTanhActivation.self,
        LeakyReLUActivation.self, LinearActivation.self, LogSigmoidActivation.self, LogSoftmaxActivation.self,
        MishActivation.self, ReLU6Activation.self, ReLUActivation.self, SELUActivation.self, SiLUActivation.self,
        SigmoidActivation.self, SoftShrinkActivation.self, SoftmaxActivation.self, SoftplusActivation.self,
        SoftsignActivation.self, SparsePlusActivation.self, SparseSigmoidActivation.self, SparsemaxActivation.self,
        SquareplusActivation.self, TanhActivation.self, TanhShrinkActivation.self, ThresholdActivation.self,
        FunctionActivation.self,
        Constant.self, Ones.self, RandomNormal.self, RandomUniform.self, TruncatedNormal.self, VarianceScaling.self,
        Zeros.self,
        BinaryCrossentropy.self, CategoricalCrossentropy.self, CategoricalHinge.self, Hinge.self,
        MeanAbsoluteError.self, MeanAbsolutePercentageError.self, MeanSquaredError.self,
        SparseCategoricalCrossentropy.self, SquaredHinge.self,
        BinaryAccuracy.self, CategoricalAccuracy.self, SparseCategoricalAccuracy.self,
        Adam.self, LossScaleOptimizer.self, RMSprop.self, SGD.self,
    ]
}

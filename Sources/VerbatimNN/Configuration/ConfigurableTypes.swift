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
        Constant.self, IdentityInitializer.self, Ones.self, Orthogonal.self, RandomNormal.self, RandomUniform.self,
        STFTInitializer.self, TruncatedNormal.self, VarianceScaling.self, Zeros.self,
        L1L2.self, OrthogonalRegularizer.self, MaxNorm.self, MinMaxNorm.self, NonNeg.self, UnitNorm.self,
        CosineDecay.self, CosineDecayRestarts.self, ExponentialDecay.self, InverseTimeDecay.self,
        PiecewiseConstantDecay.self, PolynomialDecay.self,
        BinaryCrossentropy.self, BinaryFocalCrossentropy.self, CategoricalCrossentropy.self,
        CategoricalFocalCrossentropy.self, CategoricalGeneralizedCrossEntropy.self, CategoricalHinge.self, Circle.self,
        CTC.self,
        CosineSimilarity.self, Dice.self, Hinge.self, Huber.self, KLDivergence.self, LogCosh.self,
        MeanAbsoluteError.self, MeanAbsolutePercentageError.self, MeanSquaredError.self,
        MeanSquaredLogarithmicError.self, Poisson.self, ReducedLoss.self, SparseCategoricalCrossentropy.self,
        SquaredHinge.self, Tversky.self,
        AUC.self, Accuracy.self, BinaryAccuracy.self, BinaryIoU.self, CategoricalAccuracy.self,
        ConcordanceCorrelation.self, CosineSimilarityScore.self, FBetaScore.self, FalseNegatives.self,
        FalsePositives.self, IoU.self, Mean.self, PearsonCorrelation.self, Precision.self, PrecisionAtRecall.self,
        R2Score.self, Recall.self, RecallAtPrecision.self, RootMeanSquaredError.self, SensitivityAtSpecificity.self,
        SparseCategoricalAccuracy.self, SparseTopKCategoricalAccuracy.self, SpecificityAtSensitivity.self, Sum.self,
        TopKCategoricalAccuracy.self, TrueNegatives.self, TruePositives.self,
        Adadelta.self, Adafactor.self, Adagrad.self, Adam.self, AdamW.self, Adamax.self, Ftrl.self, Lamb.self,
        Lion.self, LossScaleOptimizer.self, Muon.self, Nadam.self, RMSprop.self, SGD.self, ScheduleFreeAdamW.self,
        TunedOptimizer.self,
    ]
}

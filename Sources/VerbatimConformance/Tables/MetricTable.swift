import Verbatim

/// Metrics by Keras' class and function names; losses serve as metrics too.
enum MetricTable {
    /// The metric of a class with its arguments.
    static func metric(_ name: String, _ config: KerasConfig) throws -> any Metric {
        let metric = try make(name, config)
        try config.finish(ignoring: ["name", "dtype", "num_labels"])
        return metric
    }

    private static func make(_ name: String, _ config: KerasConfig) throws -> any Metric {
        func thresholds() throws -> [Double]? { try config.numbers("thresholds") }
        func classes() throws -> Int { try config.integer("num_classes", default: 0) }
        func targets() throws -> [Int]? { try config.integers("target_class_ids") }
        func ignored() throws -> Int? { try config.integer("ignore_class") }
        func axis() throws -> Int { try config.integer("axis", default: -1) }
        func count() throws -> Int { try config.integer("num_thresholds", default: 200) }
        func only() throws -> Int? { try config.integer("class_id") }
        switch name {
        case "Accuracy", "accuracy": return Accuracy()
        case "AUC":
            return AUC(
                numThresholds: try count(), curve: try curve(try config.text("curve", default: "ROC")),
                summationMethod: try summation(try config.text("summation_method", default: "interpolation")),
                thresholds: try thresholds(), multiLabel: try config.flag("multi_label", default: false),
                labelWeights: try config.numbers("label_weights"),
                fromLogits: try config.flag("from_logits", default: false))
        case "BinaryAccuracy", "binary_accuracy":
            return BinaryAccuracy(threshold: try config.number("threshold", default: 0.5))
        case "BinaryIoU":
            return BinaryIoU(
                targetClassIDs: try targets() ?? [0, 1], threshold: try config.number("threshold", default: 0.5))
        case "CategoricalAccuracy", "categorical_accuracy": return CategoricalAccuracy()
        case "ConcordanceCorrelation", "concordance_correlation": return ConcordanceCorrelation(axis: try axis())
        case "CosineSimilarity", "cosine_similarity": return CosineSimilarityScore(axis: try axis())
        case "F1Score", "FBetaScore":
            return FBetaScore(
                average: try average(try config.text("average")), beta: try config.number("beta", default: 1),
                threshold: try config.number("threshold"))
        case "FalseNegatives": return FalseNegatives(thresholds: try thresholds() ?? [0.5])
        case "FalsePositives": return FalsePositives(thresholds: try thresholds() ?? [0.5])
        case "TrueNegatives": return TrueNegatives(thresholds: try thresholds() ?? [0.5])
        case "TruePositives": return TruePositives(thresholds: try thresholds() ?? [0.5])
        case "IoU", "MeanIoU":
            return IoU(
                numClasses: try classes(), targetClassIDs: try targets(), ignoreClass: try ignored(),
                sparseLabels: try config.flag("sparse_y_true", default: true),
                sparsePredictions: try config.flag("sparse_y_pred", default: true), axis: try axis())
        case "OneHotIoU", "OneHotMeanIoU":
            return IoU(
                numClasses: try classes(), targetClassIDs: try targets(), ignoreClass: try ignored(),
                sparseLabels: false, sparsePredictions: try config.flag("sparse_y_pred", default: false),
                axis: try axis())
        case "LogCoshError", "log_cosh": return LogCosh()
        case "Mean": return Mean()
        case "PearsonCorrelation", "pearson_correlation": return PearsonCorrelation(axis: try axis())
        case "Precision":
            return Precision(
                thresholds: try thresholds(), topK: try config.integer("top_k"), classID: try only())
        case "PrecisionAtRecall":
            return PrecisionAtRecall(
                recall: try config.number("recall", default: 0.5), numThresholds: try count(), classID: try only())
        case "R2Score":
            return R2Score(
                classAggregation: config.states("class_aggregation")
                    ? try aggregation(try config.text("class_aggregation")) : .uniformAverage,
                numRegressors: try config.integer("num_regressors", default: 0))
        case "Recall":
            return Recall(thresholds: try thresholds(), topK: try config.integer("top_k"), classID: try only())
        case "RecallAtPrecision":
            return RecallAtPrecision(
                precision: try config.number("precision", default: 0.5), numThresholds: try count(),
                classID: try only())
        case "RootMeanSquaredError": return RootMeanSquaredError()
        case "SensitivityAtSpecificity":
            return SensitivityAtSpecificity(
                specificity: try config.number("specificity", default: 0.5), numThresholds: try count(),
                classID: try only())
        case "SparseCategoricalAccuracy", "sparse_categorical_accuracy": return SparseCategoricalAccuracy()
        case "SparseTopKCategoricalAccuracy", "sparse_top_k_categorical_accuracy":
            return SparseTopKCategoricalAccuracy(
                k: try config.integer("k", default: 5),
                fromSortedIDs: try config.flag("from_sorted_ids", default: false))
        case "SpecificityAtSensitivity":
            return SpecificityAtSensitivity(
                sensitivity: try config.number("sensitivity", default: 0.5), numThresholds: try count(),
                classID: try only())
        case "Sum": return Sum()
        case "TopKCategoricalAccuracy", "top_k_categorical_accuracy":
            return TopKCategoricalAccuracy(k: try config.integer("k", default: 5))
        default: return try LossTable.loss(name, config)
        }
    }

    private static func curve(_ name: String) throws -> AUC.Curve {
        switch name.uppercased() {
        case "ROC": .roc
        case "PR": .pr
        case "PRGAIN": .prGain
        default: throw Unsupported("curve \(name)")
        }
    }

    private static func summation(_ name: String) throws -> AUC.SummationMethod {
        guard let method = AUC.SummationMethod(rawValue: name.lowercased()) else {
            throw Unsupported("summation method \(name)")
        }
        return method
    }

    private static func average(_ name: String?) throws -> FBetaScore.Average? {
        guard let name else { return nil }
        guard let average = FBetaScore.Average(rawValue: name) else { throw Unsupported("average \(name)") }
        return average
    }

    private static func aggregation(_ name: String?) throws -> R2Score.ClassAggregation? {
        switch name {
        case nil: nil
        case "uniform_average": .uniformAverage
        case "variance_weighted_average": .varianceWeightedAverage
        default: throw Unsupported("aggregation \(name ?? "")")
        }
    }
}

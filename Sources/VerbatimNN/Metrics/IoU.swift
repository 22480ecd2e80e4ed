import VerbatimGraph
import VerbatimTensor

/// How far predicted and true classes overlap: `tp / (tp + fp + fn)`, averaged over the classes that occur.
///
/// Counts come from a confusion matrix; labels and predictions outside the classes are left out. As in Keras, weights are
/// cut to whole numbers.
///
/// - Shapes: labels and predictions `[batch, ...]` of class numbers, or with a dimension of the classes; the value is a
///   scalar.
public struct IoU: SummedMetric, Hashable {
    /// The number of classes.
    public let numClasses: Int
    /// The classes whose overlaps are averaged.
    public let targetClassIDs: [Int]
    /// The class whose labels do not count; nil counts all.
    public let ignoreClass: Int?
    /// Whether labels are class numbers rather than a number for each class.
    public let sparseLabels: Bool
    /// Whether predictions are class numbers rather than a number for each class.
    public let sparsePredictions: Bool
    /// The axis of the classes where they are not sparse; -1 is the last.
    public let axis: Int
    /// The name under which the value is printed.
    public let name: String

    /// Makes the metric of its options.
    ///
    /// - Parameters:
    ///   - numClasses: The number of classes.
    ///   - targetClassIDs: The classes whose overlaps are averaged; nil takes all.
    ///   - ignoreClass: The class whose labels do not count.
    ///   - sparseLabels: Whether labels are class numbers.
    ///   - sparsePredictions: Whether predictions are class numbers.
    ///   - axis: The axis of the classes.
    ///   - name: The name under which the value is printed.
    public init(
        numClasses: Int, targetClassIDs: [Int]? = nil, ignoreClass: Int? = nil, sparseLabels: Bool = true,
        sparsePredictions: Bool = true, axis: Int = -1, name: String = "io_u"
    ) {
        self.numClasses = numClasses
        self.targetClassIDs = targetClassIDs ?? Array(0..<numClasses)
        self.ignoreClass = ignoreClass
        self.sparseLabels = sparseLabels
        self.sparsePredictions = sparsePredictions
        self.axis = axis
        self.name = name
    }

    /// The confusion matrix of each sample, by rows of labels.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        let samples = predictions.shape.first ?? 0
        func classes(_ tensor: Tensor, isSparse: Bool) -> Tensor {
            let numbers = isSparse ? tensor : tensor.argMax(axis: axis)
            return numbers.cast(to: .i32).reshaped([samples, numbers.count / max(1, samples)])
        }
        let y = classes(labels, isSparse: sparseLabels)
        let p = classes(predictions, isSparse: sparsePredictions)
        var rows = oneHot(y, classes: numClasses)
        if let ignoreClass { rows = which((y .!= ignoreClass).expandedDimensions(axes: -1), rows, 0) }
        if let sampleWeight {
            let whole = sampleWeight.cast(to: .i32).cast(to: .f32)
            let spread = whole.rank <= 1 ? whole.reshaped([whole.count, 1]) : whole.reshaped([samples, y.shape[1]])
            rows = rows * spread.broadcast(to: y.shape).expandedDimensions(axes: -1)
        }
        let matrix = matmul(rows.transposed([0, 2, 1]), oneHot(p, classes: numClasses))
        return matrix.reshaped([samples, numClasses * numClasses])
    }

    /// The mean overlap of the target classes that occur.
    public func value(of sums: [Double]) -> Tensor {
        func count(_ label: Int, _ prediction: Int) -> Double { sums[label * numClasses + prediction] }
        let all = 0..<numClasses
        var (total, valid) = (0.0, 0.0)
        for target in targetClassIDs where all.contains(target) {
            let hits = count(target, target)
            let either = all.reduce(0) { $0 + count($1, target) + count(target, $1) } - hits
            guard either > 1e-9 else { continue }
            total += hits / (either + 1e-7)
            valid += 1
        }
        return Tensor(Float(total / (valid + 1e-7)))
    }
}

extension Metric where Self == IoU {
    /// How far predicted and true classes overlap, averaged over some classes.
    public static func iou(numClasses: Int, targetClassIDs: [Int], ignoreClass: Int? = nil) -> IoU {
        IoU(numClasses: numClasses, targetClassIDs: targetClassIDs, ignoreClass: ignoreClass)
    }
    /// How far predicted and true classes overlap, averaged over all classes.
    public static func meanIoU(numClasses: Int, ignoreClass: Int? = nil) -> IoU {
        IoU(numClasses: numClasses, ignoreClass: ignoreClass, name: "mean_io_u")
    }
    /// How far predicted classes overlap with one-hot labels, averaged over some classes.
    public static func oneHotIoU(
        numClasses: Int, targetClassIDs: [Int], ignoreClass: Int? = nil, sparsePredictions: Bool = false, axis: Int = -1
    ) -> IoU {
        IoU(
            numClasses: numClasses, targetClassIDs: targetClassIDs, ignoreClass: ignoreClass, sparseLabels: false,
            sparsePredictions: sparsePredictions, axis: axis, name: "one_hot_io_u")
    }
    /// How far predicted classes overlap with one-hot labels, averaged over all classes.
    public static func oneHotMeanIoU(
        numClasses: Int, ignoreClass: Int? = nil, sparsePredictions: Bool = false, axis: Int = -1
    ) -> IoU {
        IoU(
            numClasses: numClasses, ignoreClass: ignoreClass, sparseLabels: false,
            sparsePredictions: sparsePredictions, axis: axis, name: "one_hot_mean_io_u")
    }
}

import VerbatimTensor

/// How far predictions above a threshold overlap with labels 1, and those below with labels 0; see `IoU`.
///
/// - Shapes: labels and predictions `[batch, ...]`; the value is a scalar.
public struct BinaryIoU: SummedMetric, Hashable {
    /// The classes whose overlaps are averaged: 0, 1 or both.
    public let targetClassIDs: [Int]
    /// From what prediction on it means 1.
    public let threshold: Double

    /// Makes the metric of its options.
    public init(targetClassIDs: [Int] = [0, 1], threshold: Double = 0.5) {
        self.targetClassIDs = targetClassIDs
        self.threshold = threshold
    }

    /// `binary_io_u`.
    public var name: String { "binary_io_u" }

    private var inner: IoU { IoU(numClasses: 2, targetClassIDs: targetClassIDs) }

    /// The confusion matrix of each sample.
    public func addends(labels: Tensor, predictions: Tensor, sampleWeight: Tensor?) -> Tensor {
        inner.addends(
            labels: labels, predictions: (predictions .>= threshold).cast(to: .i32), sampleWeight: sampleWeight)
    }

    /// The mean overlap of the target classes that occur.
    public func value(of sums: [Double]) -> Tensor { inner.value(of: sums) }
}

extension Metric where Self == BinaryIoU {
    /// How far predictions of yes and no overlap with labels.
    public static var binaryIoU: BinaryIoU { BinaryIoU() }
    /// How far predictions of yes and no overlap with labels.
    public static func binaryIoU(targetClassIDs: [Int], threshold: Double = 0.5) -> BinaryIoU {
        BinaryIoU(targetClassIDs: targetClassIDs, threshold: threshold)
    }
}

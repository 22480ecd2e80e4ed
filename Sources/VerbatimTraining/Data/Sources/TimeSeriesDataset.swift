import VerbatimGraph
import VerbatimTensor

/// Windows of a series, each with the target at its beginning: Keras' `timeseries_dataset_from_array`.
public struct TimeSeriesDataset: Dataset {
    private let rows: SampleSet
    private let length: Int
    private let stride: Int
    private let rate: Int

    /// The number of windows.
    public let count: Int

    /// Makes a data set of a series.
    ///
    /// - Parameters:
    ///   - series: The series, `[time, ...]`.
    ///   - targets: A target for each time that a window may begin with; nil gives inputs only.
    ///   - sequenceLength: The number of times in a window.
    ///   - sequenceStride: The distance between the beginnings of neighbouring windows.
    ///   - samplingRate: The distance between neighbouring times of a window.
    /// - Throws: `VerbatimError` of code `configuration` for lengths below 1, and what tensors without a value throw.
    public init(
        _ series: Tensor, targets: Tensor? = nil, sequenceLength: Int, sequenceStride: Int = 1, samplingRate: Int = 1
    ) throws {
        guard sequenceLength >= 1, sequenceStride >= 1, samplingRate >= 1 else {
            throw VerbatimError(
                .configuration, "a series cannot be cut so",
                received: "length \(sequenceLength), stride \(sequenceStride), rate \(samplingRate)",
                expected: "1 or more of each")
        }
        let times = series.shape.first ?? 0
        let starts = max(0, times - (sequenceLength - 1) * samplingRate)
        let known = targets.map { min(starts, $0.shape.first ?? 0) } ?? starts
        // What no window begins with needs no target; rows are as many as times.
        let used = targets.map { targets in
            let count = targets.shape.first ?? 0
            let present = targets.take(Tensor.arange(min(count, times)), axis: 0)
            let missing = Tensor.zeros([max(0, times - count)] + targets.shape.dropFirst(), targets.elementType)
            return count < times ? concatenate([present, missing], axis: 0) : present
        }
        rows = try SampleSet(
            inputs: [try series.value()], targets: try used.map { [try $0.value()] } ?? [], purpose: "a time series")
        length = sequenceLength
        stride = sequenceStride
        rate = samplingRate
        count = (known + sequenceStride - 1) / sequenceStride
    }

    /// The types of a window and its target.
    public var sampleType: SampleType {
        let row = rows.sampleType
        return SampleType(
            inputs: row.inputs.map { $0.with(shape: [length] + $0.shape) }, targets: row.targets)
    }

    /// A window and its target.
    public func sample(_ index: Int, epoch: Int) throws -> Sample {
        check(index)
        let start = index * stride
        let window = try (0..<length).map { try rows.sample(start + $0 * rate, epoch: epoch).inputs[0] }
        return Sample(
            inputs: [try stack(window.map { Tensor($0) }, axis: 0).value()],
            targets: try rows.sample(start, epoch: epoch).targets)
    }
}

import VerbatimGraph
import VerbatimTensor

/// A loss or metric that knows which labels make sense, and says so before anything is computed.
public protocol LabelChecking: Metric {
    /// Throws if labels do not suit predictions of a type.
    ///
    /// - Parameters:
    ///   - labels: The labels of some samples.
    ///   - predictions: The type of what the model gives for a batch, `[batch, ...]`.
    func check(labels: TensorValue, predictions: TensorType) throws
}

extension LabelChecking {
    /// Throws unless labels have the predictions' shape, apart from the number of samples and a last dimension of 1.
    func checkShape(_ labels: TensorValue, _ predictions: TensorType) throws {
        func sample(_ shape: [Int]) -> [Int] {
            let sample = Array(shape.dropFirst())
            return sample.last == 1 ? Array(sample.dropLast()) : sample
        }
        guard sample(labels.shape) == sample(predictions.shape) else {
            throw VerbatimError(
                .shape, "the labels of \(name) have another shape than the model's output",
                received: "a label of shape \(Array(labels.shape.dropFirst()))",
                expected: "\(Array(predictions.shape.dropFirst()))",
                remedy: "give one-hot labels for classes, or use a sparse loss for class numbers")
        }
    }

    /// Throws unless labels are numbers of the predictions' classes.
    func checkClasses(_ labels: TensorValue, _ predictions: TensorType) throws {
        let places = Array(predictions.shape.dropFirst().dropLast())
        let sample = Array(labels.shape.dropFirst())
        guard sample == places || sample == places + [1] else {
            throw VerbatimError(
                .shape, "the labels of \(name) have a wrong shape", received: "a label of shape \(sample)",
                expected: "\(places): one class number for each prediction",
                remedy: "use a loss that is not sparse for one-hot labels")
        }
        let classes = predictions.shape.last ?? 0
        guard let (place, number) = try labels.firstOutside(classes: classes) else { return }
        let perSample = max(1, labels.type.count / max(1, labels.shape[0]))
        let text = number.rounded() == number && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
        throw VerbatimError(
            .data, "a label lies outside the classes", received: "label \(text) of sample \(place / perSample)",
            expected: "whole numbers from 0 to \(classes - 1)",
            remedy: "count classes from 0, or give the last layer more units")
    }
}

extension SparseCategoricalCrossentropy: LabelChecking {
    /// Throws unless labels are numbers of the predictions' classes.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkClasses(labels, predictions) }
}

extension SparseCategoricalAccuracy: LabelChecking {
    /// Throws unless labels are numbers of the predictions' classes.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkClasses(labels, predictions) }
}

extension CategoricalCrossentropy: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension BinaryCrossentropy: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension CategoricalHinge: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension Hinge: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension SquaredHinge: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension MeanSquaredError: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension MeanAbsoluteError: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension MeanAbsolutePercentageError: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension CategoricalAccuracy: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension BinaryAccuracy: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension BinaryFocalCrossentropy: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension CategoricalFocalCrossentropy: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension CosineSimilarity: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension Dice: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension Huber: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension KLDivergence: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension LogCosh: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension MeanSquaredLogarithmicError: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension Poisson: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension Tversky: LabelChecking {
    /// Throws unless labels have the predictions' shape.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkShape(labels, predictions) }
}

extension CategoricalGeneralizedCrossEntropy: LabelChecking {
    /// Throws unless labels are numbers of the predictions' classes.
    public func check(labels: TensorValue, predictions: TensorType) throws { try checkClasses(labels, predictions) }
}

extension TensorValue {
    /// The first element that is no whole number from 0 up to a number of classes, with its place.
    fileprivate func firstOutside(classes: Int) throws -> (place: Int, number: Double)? {
        func integers<Element: TensorElement & BinaryInteger>(_: Element.Type) -> (place: Int, number: Double)? {
            withUnsafeElements(Element.self) { elements in
                elements.firstIndex { $0 < 0 || $0 >= classes }.map { ($0, Double(elements[$0])) }
            }
        }
        func floats<Element: TensorElement & BinaryFloatingPoint>(_: Element.Type) -> (place: Int, number: Double)? {
            withUnsafeElements(Element.self) { elements in
                elements.firstIndex { !($0 >= 0 && $0 < Element(classes) && $0.rounded() == $0) }
                    .map { ($0, Double(elements[$0])) }
            }
        }
        // The usual types in place, since every batch is looked at; the others as f64.
        switch type.element {
        case .i32: return integers(Int32.self)
        case .i64: return integers(Int64.self)
        case .u8: return integers(UInt8.self)
        case .f32: return floats(Float.self)
        case .f64: return floats(Double.self)
        default: return try Tensor(self).cast(to: .f64).value().firstOutside(classes: classes)
        }
    }
}

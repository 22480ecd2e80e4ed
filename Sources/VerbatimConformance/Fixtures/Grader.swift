import Verbatim

/// Compares the answers of a case with what it expects, under the tolerances of its sidecar.
///
/// A tensor's error over its tolerance is the greatest over its elements of `|got - reference| / tolerance`. The
/// reference is the one computed in f64 from the same f32 inputs where there is one. NaN and infinities must stand at the
/// same places; whole numbers and booleans must be equal. Where Keras' own backends disagree, either value holds.
struct Grader {
    let fixture: Fixture

    /// A name with its error over its tolerance; above 1 it fails.
    struct Grade: CustomStringConvertible {
        let name: String
        let ratio: Double
        let note: String

        var description: String {
            let rounded = ratio.isFinite ? "\((ratio * 100).rounded() / 100)" : "\(ratio)"
            return "\(name): error/tolerance \(rounded)" + (note.isEmpty ? "" : "; \(note)")
        }
    }

    /// The grades of all answers; an expected name without an answer is graded infinite.
    func grades(_ answers: [Answer]) throws -> [Grade] {
        var grades: [Grade] = []
        var answered: Set<String> = []
        for answer in answers {
            switch answer {
            case .measure(let name, let error, let bar):
                answered.insert(name)
                grades.append(Grade(name: name, ratio: error == 0 ? 0 : error / bar, note: ""))
            case .tensor(let name, let value):
                answered.insert(name)
                guard fixture.expects(name) else { continue }
                grades.append(try grade(name, value))
            }
        }
        for name in fixture.expected where !answered.contains(name) {
            grades.append(Grade(name: name, ratio: .infinity, note: "not computed"))
        }
        return grades
    }

    private var tolerance: JSONValue? { fixture.sidecar["tolerance"] }

    private func grade(_ name: String, _ value: TensorValue) throws -> Grade {
        let single = try fixture.tensor(name)
        guard value.shape == single.shape else {
            return Grade(name: name, ratio: .infinity, note: "shape \(value.shape), expected \(single.shape)")
        }
        let wide = fixture.optional("\(name).f64")
        if value.type.element == .f64, let wide, Self.isDouble(wide) {
            let wanted = Self.doubles(wide)
            let greatest = wanted.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
            return worst(name, value, wide, skipping: try skipped(name, wide)) { place, reference in
                // What another backend gives is noted in f32.
                let rounding = reference == wanted[place] ? 0 : reference.magnitude * 0x1p-23
                return 1e-10 * greatest + 1e-12 + rounding
            }
        }
        if case .array(let bounds)? = tolerance?["elementwise"]?[name], bounds.count == 2 {
            let relative = try KerasConfig.number(bounds[0], name)
            let absolute = try KerasConfig.number(bounds[1], name)
            // Where TensorFlow loses subnormals or overflows on the way, the value computed in f64 holds as well.
            return worst(
                name, value, single, or: wide.map(Self.doubles), skipping: try skipped(name, single)
            ) { _, reference in relative * reference.magnitude + absolute }
        }
        var usesSingle = false
        if case .array(let names)? = tolerance?["use_f32_reference"] { usesSingle = names.contains(.string(name)) }
        let reference = usesSingle ? single : wide ?? single
        let isExact = !single.type.element.isFloat
        let bar = try isExact ? 0 : tolerance?["abs"]?[name].map { try KerasConfig.number($0, name) } ?? 0
        return worst(name, value, reference) { _, _ in bar }
    }

    /// Whether a reference has numbers that f32 lacks; where it has none, Keras' backend computed in f32 on the way.
    private static func isDouble(_ reference: TensorValue) -> Bool {
        doubles(reference).contains { $0.isFinite && Double(Float($0)) != $0 }
    }

    /// The places of a gradient at extreme inputs that are not compared: Keras' backends differ where the inputs, or it,
    /// are not finite.
    private func skipped(_ name: String, _ reference: TensorValue) throws -> Set<Int> {
        guard name.hasPrefix("gin"), tolerance?["elementwise"]?[name] != nil else { return [] }
        var skipped: Set<Int> = []
        if let input = fixture.optional("in.0") {
            let isRowWise = ["softmax", "log_softmax", "sparsemax", "glu"].contains(fixture.className)
            let row = isRowWise ? max(1, input.shape.last ?? 1) : 1
            for (place, number) in Self.doubles(input).enumerated() where !number.isFinite {
                skipped.formUnion(place / row * row..<(place / row + 1) * row)
            }
        }
        for (place, number) in Self.doubles(reference).enumerated() where !number.isFinite { skipped.insert(place) }
        return skipped
    }

    private func worst(
        _ name: String, _ value: TensorValue, _ reference: TensorValue, or second: [Double]? = nil,
        skipping skipped: Set<Int> = [],
        bar: (Int, Double) -> Double
    ) -> Grade {
        let got = Self.doubles(value)
        let wanted = Self.doubles(reference)
        let others = otherBackend(name)
        var worst = Grade(name: name, ratio: 0, note: "")
        for place in got.indices where !skipped.contains(place) {
            func ratio(_ wanted: Double) -> Double {
                // A reference beyond f32's range stands for infinity.
                let isBeyond =
                    value.type.element == .f32 && wanted.magnitude > Double(Float.greatestFiniteMagnitude)
                let rounded = isBeyond ? Double(Float(wanted)) : wanted
                if got[place] == rounded || (got[place].isNaN && rounded.isNaN) { return 0 }
                guard got[place].isFinite, rounded.isFinite else { return .infinity }
                return abs(got[place] - wanted) / bar(place, wanted)
            }
            let least = min(
                ratio(wanted[place]), others[place].map(ratio) ?? .infinity,
                (second?[place]).map(ratio) ?? .infinity)
            if !(least <= worst.ratio) {
                worst = Grade(
                    name: name, ratio: least, note: "element \(place): \(got[place]), expected \(wanted[place])")
            }
        }
        return worst
    }

    /// What the other backend of the same Keras gives, by place.
    private func otherBackend(_ name: String) -> [Int: Double] {
        let noted = fixture.sidecar["backend_dependent"]?[name]
        guard case .array(let places)? = noted?["flat_index"], case .array(let values)? = noted?["jax"] else {
            return [:]
        }
        var others: [Int: Double] = [:]
        for (place, value) in zip(places, values) {
            guard case .integer(let place) = place, case .string(let text) = value else { continue }
            others[place] = Double(text)
        }
        return others
    }

    /// The elements as f64.
    static func doubles(_ value: TensorValue) -> [Double] {
        switch value.type.element {
        case .f32: value.array(of: Float.self).map(Double.init)
        case .f64: value.array(of: Double.self)
        case .bool: value.array(of: Bool.self).map { $0 ? 1 : 0 }
        case .i32: value.array(of: Int32.self).map(Double.init)
        case .i64: value.array(of: Int64.self).map(Double.init)
        default: (try? Tensor(value).cast(to: .f64).array(of: Double.self)) ?? []
        }
    }
}

import VerbatimArithmetic
import VerbatimGraph

/// `cholesky` and `triangular_solve`, in double-doubles with one rounding of each part at the end.
enum LinearAlgebra {
    private typealias Entry = ComplexDoubleDouble

    /// The triangular factor of each matrix, column after column; the other triangle is zero.
    ///
    /// `l[j][j] = √(a[j][j] - Σ |l[j][k]|²)`, `l[i][j] = (a[i][j] - Σ l[i][k] conj(l[j][k])) / l[j][j]`, sums over k
    /// ascending. Only the named triangle is read. A matrix that is not positive definite gives NaN from there on.
    static func cholesky(_ attributes: CholeskyAttributes, _ operand: TensorValue) -> TensorValue {
        let type = operand.type
        let size = type.shape[type.rank - 1]
        let isLower = attributes.isLower
        var entries = Self.entries(operand)
        guard size > 0 else { return operand }
        for start in stride(from: 0, to: type.count, by: size * size) {
            func place(_ i: Int, _ j: Int) -> Int { start + (isLower ? i * size + j : j * size + i) }
            // The upper factor is the lower one's conjugate transpose.
            func read(_ i: Int, _ j: Int) -> Entry {
                isLower ? entries[place(i, j)] : entries[place(i, j)].conjugate
            }
            var factor = [Entry](repeating: .zero, count: size * size)
            for j in 0..<size {
                var pivot = read(j, j).realPart
                for k in 0..<j {
                    let l = factor[j * size + k]
                    pivot = .difference(pivot, .product(l, l.conjugate))
                }
                let root = pivot.realRoot
                factor[j * size + j] = root
                for i in (j + 1)..<max(size, j + 1) {
                    var sum = read(i, j)
                    for k in 0..<j {
                        sum = .difference(sum, .product(factor[i * size + k], factor[j * size + k].conjugate))
                    }
                    factor[i * size + j] = .quotient(sum, root)
                }
            }
            for i in 0..<size {
                for j in 0..<size {
                    let l = factor[i * size + j]
                    entries[place(i, j)] = j > i ? .zero : isLower ? l : l.conjugate
                }
            }
        }
        return rounded(entries, type)
    }

    /// The solution of each system by substitution.
    ///
    /// `x[i] = (b[i] - Σ a[i][k] x[k]) / a[i][i]`, sums over what is known already in ascending order. Only the named
    /// triangle is read.
    static func triangularSolve(
        _ attributes: TriangularSolveAttributes, _ matrix: TensorValue, _ right: TensorValue
    ) -> TensorValue {
        let type = right.type
        let size = matrix.type.shape[matrix.type.rank - 1]
        let a = entries(matrix)
        var x = entries(right)
        guard size > 0, type.count > 0 else { return right }
        let rows = type.shape[type.rank - 2]
        let columns = type.shape[type.rank - 1]
        let isTransposed = attributes.transpose != .none
        // x a = b is the system of the transpose: aᵀ xᵀ = bᵀ.
        let isTurned = isTransposed != !attributes.isLeft
        let isForward = attributes.isLower != isTurned
        for batch in 0..<type.count / (rows * columns) {
            func entry(_ i: Int, _ k: Int) -> Entry {
                let value = a[batch * size * size + (isTurned ? k * size + i : i * size + k)]
                return attributes.transpose == .adjoint ? value.conjugate : value
            }
            for system in 0..<(attributes.isLeft ? columns : rows) {
                func place(_ i: Int) -> Int {
                    batch * rows * columns + (attributes.isLeft ? i * columns + system : system * columns + i)
                }
                for step in 0..<size {
                    let i = isForward ? step : size - 1 - step
                    var sum = x[place(i)]
                    for k in isForward ? 0..<i : (i + 1)..<size {
                        sum = .difference(sum, .product(entry(i, k), x[place(k)]))
                    }
                    x[place(i)] = attributes.isUnitDiagonal ? sum : .quotient(sum, entry(i, i))
                }
            }
        }
        return rounded(x, type)
    }

    private static func entries(_ value: TensorValue) -> [Entry] {
        value.type.element.scalar.numbers(value).map { number in
            switch number {
            case .real(let value): Entry(re: value, im: 0)
            case .complex(let re, let im): Entry(re: re, im: im)
            case .signed, .unsigned: .zero
            }
        }
    }

    private static func rounded(_ entries: [Entry], _ type: TensorType) -> TensorValue {
        let precision: ComplexFunctions.Precision = type.element == .f32 || type.element == .c64 ? .single : .double
        return type.element.scalar.tensor(type.shape) { place in
            let value = entries[place].number(precision)
            return type.element.isComplex ? .complex(value.re, value.im) : .real(value.re)
        }
    }
}

"""What programs offer to others: lines of agendas, and all of it for an export."""
